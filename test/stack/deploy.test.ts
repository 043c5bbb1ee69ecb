import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { monitoring } from "../../reviews/monitoring.ts";
import { needs } from "../needs.ts";
import { Alertmanager } from "./alertmanager.ts";
import { Prometheus } from "./prometheus.ts";

const FOLDER = fileURLToPath(new URL("../../deploy/", import.meta.url));
const PROMETHEUS = "prometheus/prometheus.yml";
const ALERTMANAGER = "alertmanager/alertmanager.yml";

/** What a program says of the files. @throws Error with that, when it does not accept them. */
async function accepted(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: FOLDER }).catch((error) => {
    throw new Error(error.stdout + error.stderr, { cause: error });
  });
  return stdout;
}

describe("the files in deploy/", () => {
  const files = (kind: string) => globSync(`prometheus/${kind}/*.yml`, { cwd: FOLDER }).sort();

  it("are a configuration and rules that promtool finds nothing amiss with", needs("promtool"), async () => {
    const said = await accepted("promtool", "check", "config", "--lint=all", "--lint-fatal", PROMETHEUS);
    assert.match(said, new RegExp(`SUCCESS: ${files("rules").length} rule files found`));
    await accepted("promtool", "check", "rules", "--lint=all", "--lint-fatal", ...files("rules"));
  });

  // one file is enough to see that they find their rules: all tests are run where the catalogue's are
  it("are tests that promtool runs where they lie", needs("promtool"), async () => {
    const file = files("tests").find((path) => path.endsWith("/reviews.yml"))!;
    assert.match(await accepted("promtool", "test", "rules", file), /SUCCESS/);
  });

  it("are a configuration and templates that amtool finds nothing amiss with", needs("amtool"), async () => {
    const said = await accepted("amtool", "check-config", ALERTMANAGER, "--no-version-check");
    assert.match(said, /SUCCESS[\s\S]*- 1 templates/);
  });

  it("are what a real Prometheus starts with, and has every rule of", needs("prometheus"), async () => {
    await using stack = new AsyncDisposableStack();
    const prometheus = await Prometheus.startOn(FOLDER + PROMETHEUS);
    stack.defer(() => prometheus.stop());
    const { groups } = await prometheus.get<{ groups: { rules: { name: string }[] }[] }>("rules");
    const names = groups.flatMap(({ rules }) => rules.map(({ name }) => name));
    assert.deepEqual(names.sort(), monitoring.rules.map(({ name }) => name).sort());
  });

  it("are what a real Alertmanager starts with", needs("prometheus-alertmanager"), async () => {
    await using alertmanager = await Alertmanager.startOn(FOLDER + ALERTMANAGER);
    assert.deepEqual(await alertmanager.alerts(), []);
  });
});
