import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeGenerated } from "../../src/compile/generated-folder.ts";
import { defineStack } from "../../src/compile/stack.ts";
import { alertmanager } from "../../src/compile/targets/alertmanager/alertmanager.ts";
import { matcherTexts } from "../../src/compile/targets/alertmanager/matcher-text.ts";
import type { Labels, Routing } from "../../src/model/index.ts";
import { aRoutedMonitoring } from "../standard-routing.ts";

/** The Alertmanager that Debian has. */
export const VERSION = "0.25";

/** A folder with the files that are generated for a routing, and amtool to look at them. */
export class GeneratedRouting {
  readonly folder = mkdtempSync(join(tmpdir(), "farol-alertmanager-"));

  constructor(routing: Routing, version = VERSION) {
    const stack = defineStack({ versions: { alertmanager: version } });
    writeGenerated(this.folder, alertmanager(aRoutedMonitoring(routing), stack));
  }

  get configFile(): string {
    return join(this.folder, "alertmanager/alertmanager.yml");
  }

  /** What amtool objects to; empty when it accepts everything. */
  objections(): string {
    const { status, stdout, stderr } = run(["check-config", this.configFile]);
    return status === 0 ? "" : stdout + stderr;
  }

  /** The receivers that an alert of these labels ends at, in their order. */
  receiversOf(labels: Labels): string[] {
    const matchers = Object.entries(labels).map(([label, value]) => ({
      label,
      operator: "=" as const,
      value,
    }));
    const args = matcherTexts(matchers, VERSION);
    const { stdout } = succeed(["config", "routes", "test", `--config.file=${this.configFile}`, ...args]);
    return stdout.trim().split(",");
  }

  /** A text as Alertmanager renders it; `data` is a file of JSON, and amtool's own example without one. */
  rendered(text: string, { type = "text", data }: { type?: "text" | "html"; data?: string } = {}): string {
    const { stdout } = succeed([
      "template",
      "render",
      `--template.glob=${join(this.folder, "alertmanager/templates/*.tmpl")}`,
      `--template.type=${type}`,
      `--template.text=${text}`,
      ...(data === undefined ? [] : [`--template.data=${data}`]),
    ]);
    return stdout;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }
}

function succeed(args: readonly string[]) {
  const result = run(args);
  if (result.status !== 0) throw new Error(`amtool ${args.join(" ")}: ${result.stderr}`);
  return result;
}

function run(args: readonly string[]) {
  return spawnSync("amtool", [...args, "--no-version-check"], { encoding: "utf8" });
}
