import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RuleGroup } from "../../alerting/index.ts";
import type { Monitoring } from "../../define/index.ts";
import { writeGenerated } from "../generated-folder.ts";
import type { Stack } from "../stack.ts";
import { rulesFile } from "../targets/prometheus/prometheus.ts";
import { TESTS_FOLDER } from "../targets/promtool/test-document.ts";
import { yamlFile } from "../yaml.ts";
import { runPromtool } from "./run-promtool.ts";

/** A group of rules, and a document of promtool's that tests it. */
export interface Trial {
  readonly group: RuleGroup;
  readonly document: object;
}

/**
 * What promtool says of each trial: undefined when all of its tests passed. Each group's name is its own.
 * @throws FarolError FAROL_PROMTOOL, and what is thrown for rules that cannot be written
 */
export async function failuresOf(
  trials: readonly Trial[],
  monitoring: Monitoring,
  stack: Stack,
): Promise<(string | undefined)[]> {
  const tests = trials.map(({ document }, i) => ({
    path: `${TESTS_FOLDER}/${i}.yml`,
    text: yamlFile(monitoring.service, "promtool", document),
  }));
  const groups = new Set(trials.map(({ group }) => group));
  const rules = [...groups].map((group) => rulesFile(group, monitoring, stack));
  const folder = mkdtempSync(join(tmpdir(), "farol-test-"));
  try {
    writeGenerated(folder, [...rules, ...tests]);
    const verdicts = await runPromtool(
      folder,
      tests.map(({ path }) => path),
    );
    return verdicts.map(({ failure }) => failure);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
