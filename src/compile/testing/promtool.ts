import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeGenerated } from "../generated-folder.ts";
import { TESTS_FOLDER } from "../targets/promtool/test-document.ts";
import type { Evaluator } from "./evaluator.ts";
import { runPromtool } from "./run-promtool.ts";
import type { Trial } from "./trial.ts";

/** The promtool in the PATH. */
export function promtool(version: string): Evaluator {
  return { name: `promtool ${version}`, failuresOf };
}

/** @throws FarolError FAROL_PROMTOOL */
async function failuresOf(trials: readonly Trial[]): Promise<(string | undefined)[]> {
  const tests = trials.map(({ document }, i) => ({
    path: `${TESTS_FOLDER}/${i}.yml`,
    // JSON is YAML, too
    text: JSON.stringify(document),
  }));
  const rules = new Set(trials.map(({ group }) => group.file));
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
