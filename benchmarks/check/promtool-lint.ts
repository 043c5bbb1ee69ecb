import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AlertRule } from "farol/model";

/** The alerts of which `promtool check rules --lint=all` says that something is wrong. */
export function foundByPromtool(alerts: readonly AlertRule[]): AlertRule[] {
  const folder = mkdtempSync(join(tmpdir(), "farol-lint-"));
  try {
    const files = alerts.map((_, i) => `${i}.yml`);
    // JSON is YAML, too.
    for (const [i, file] of files.entries())
      writeFileSync(join(folder, file), JSON.stringify(ruleFile(alerts[i]!)));
    const { stdout, stderr, error } = spawnSync("promtool", ["check", "rules", "--lint=all", ...files], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (error !== undefined) throw error;
    const said = stdout + stderr;
    return alerts.filter((_, i) => !new RegExp(`^Checking ${i}\\.yml\\s+SUCCESS`, "m").test(said));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ruleFile({ name, expr, severity, labels, summary, description, runbook, ...rest }: AlertRule) {
  const rule = {
    alert: name,
    expr: expr.text,
    ...(rest.for !== undefined && { for: rest.for }),
    labels: { severity, ...labels },
    annotations: { summary, description, runbook_url: `https://runbooks.example.org/${runbook.page}` },
  };
  return { groups: [{ name: "lint", rules: [rule] }] };
}
