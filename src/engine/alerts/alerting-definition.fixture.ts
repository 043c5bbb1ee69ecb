import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { AlertingDefinition } from "./index.ts";

/** A definition that has nothing of its own and tells nobody, with changes. */
export function alertingDefinition(changes: Partial<AlertingDefinition> = {}): AlertingDefinition {
  return {
    rules: { service: "shop", owner: "shop", integrations: [], objectives: [], rules: [] },
    ...{ diagnosesOf: {}, diagnoses: [], intervalMs: 15_000, ruleFiles: [] },
    ...{ routing: undefined, notify: "off", publicUrl: undefined, grafanaUrl: undefined },
    ...changes,
  };
}

/** A rule file in a folder of its own; gone after the test. */
export function rulesFile(t: TestContext, rules: string): string {
  const folder = mkdtempSync(join(tmpdir(), "farol-rules-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "rules.yml");
  writeFileSync(path, rules);
  return path;
}
