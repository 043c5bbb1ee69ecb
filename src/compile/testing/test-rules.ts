import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Monitoring } from "../../define/index.ts";
import type { AlertRule, AlertTest } from "../../model/index.ts";
import { writeGenerated } from "../generated-folder.ts";
import type { Stack } from "../stack.ts";
import { prometheus } from "../targets/prometheus/prometheus.ts";
import { TESTS_FOLDER, testCases, testDocument } from "../targets/promtool/test-document.ts";
import { checkVersions } from "../versions.ts";
import { yamlFile } from "../yaml.ts";
import { runPromtool } from "./run-promtool.ts";

/** How one test of an alert went. */
export interface TestVerdict {
  readonly alert: AlertRule;
  readonly test: AlertTest;
  /** What was expected and what came instead; undefined when it passed. */
  readonly failure: string | undefined;
}

/**
 * Runs every test of every alert, by promtool.
 * @throws FarolError what `generate` throws, and FAROL_PROMTOOL
 */
export async function testRules(monitoring: Monitoring, stack: Stack): Promise<TestVerdict[]> {
  checkVersions(stack.versions);
  const cases = testCases(monitoring);
  if (cases.length === 0) return [];
  // A file each, so that a failure is told from the next test's.
  const tests = cases.map((one, i) => ({
    path: `${TESTS_FOLDER}/${i}.yml`,
    text: yamlFile(monitoring.service, "promtool", testDocument([one], monitoring, stack)),
  }));
  const folder = mkdtempSync(join(tmpdir(), "farol-test-"));
  try {
    writeGenerated(folder, [...prometheus(monitoring, stack), ...tests]);
    const verdicts = await runPromtool(
      folder,
      tests.map(({ path }) => path),
    );
    return cases.map(({ alert, test }, i) => ({ alert, test, failure: verdicts[i]!.failure }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
