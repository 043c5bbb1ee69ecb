import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { coverage, defineStack, generate, SHOWN, survivors, testRules, writeGenerated } from "farol/compile";
import { defineMonitoring } from "farol/define";
import type { Integration } from "farol/model";
import { needs } from "../needs.ts";
import { mutations } from "./rule-mutations.ts";

/** What is promised of an alert by its name: how long it waits before it fires, and how grave it is. */
export type PromisedAlerts = Readonly<Record<string, readonly [waits: string, severity: string]>>;

const service = "reviews";
const stack = defineStack({ versions: { prometheus: "2.42" } });

/** Declares the tests that prove the alerts of integrations: by promtool, and by defects that their own tests find. */
export function proveAlerts(integrations: readonly Integration[], promised: PromisedAlerts): void {
  const monitoring = defineMonitoring({ service, integrations });
  const alerts = monitoring.rules.filter((rule) => rule.kind === "alert");

  it("are those that are promised, as grave and as patient", () => {
    const found = alerts.map(({ name, for: waits = "0m", severity }) => [name, [waits, severity]]);
    assert.deepEqual(Object.fromEntries(found), promised);
  });

  it("are rules that promtool finds nothing amiss with", needs("promtool"), () => {
    const folder = mkdtempSync(join(tmpdir(), "farol-alerts-"));
    try {
      writeGenerated(folder, generate(monitoring, stack));
      const files = globSync("prometheus/rules/*.yml", { cwd: folder });
      const args = ["check", "rules", "--lint=all", "--lint-fatal", ...files];
      const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: folder, encoding: "utf8" });
      assert.equal(status, 0, stdout + stderr);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it(
    "are shown to fire, to stay silent, to wait and to clear, by tests that pass",
    needs("promtool"),
    async () => {
      const failures = (await testRules(monitoring, stack)).flatMap(({ alert, test, failure }) =>
        failure === undefined ? [] : `${alert.name}, ${test.name}: ${failure}`,
      );
      assert.deepEqual(failures, []);
      const notShown = coverage(monitoring).flatMap(({ alert: { name }, tests }) =>
        SHOWN.filter((shows) => tests[shows] === 0).map((shows) => `${name} ${shows}`),
      );
      // a heartbeat is never silent
      assert.deepEqual(
        notShown.filter((one) => !one.startsWith("Watchdog ")),
        [],
      );
    },
  );

  it("do not pass their tests with any defect", needs("promtool"), async () => {
    const survived = await survivors(alerts.flatMap(mutations), monitoring, stack);
    assert.deepEqual(
      survived.map(({ of, change }) => `${of.name}: ${change}`),
      [],
    );
  });
}
