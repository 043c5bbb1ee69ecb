import type { Monitoring } from "../../define/index.ts";
import type { AlertRule, AlertTest } from "../../model/index.ts";
import type { Stack } from "../stack.ts";
import { testCases, testDocument } from "../targets/promtool/test-document.ts";
import { checkVersions } from "../versions.ts";
import { alertGroup } from "./alert-group.ts";
import { failuresOf } from "./trials.ts";

/** How one test of an alert went. */
export interface TestVerdict {
  readonly alert: AlertRule;
  readonly test: AlertTest;
  /** What was expected and what came instead; undefined when it passed. */
  readonly failure: string | undefined;
}

/**
 * Runs every test of every alert, by promtool.
 * @throws FarolError what `generate` throws of alerts and of what they read, and FAROL_PROMTOOL
 */
export async function testRules(monitoring: Monitoring, stack: Stack): Promise<TestVerdict[]> {
  checkVersions(stack.versions);
  const cases = testCases(monitoring);
  const byAlert = Map.groupBy(cases, ({ alert }) => alert);
  const trials = [...byAlert].flatMap(([alert, some]) => {
    const group = alertGroup(alert.name, [alert], some[0]!.groups);
    // A file each, so that a failure is told from the next test's.
    return some.map((one) => ({
      group,
      document: testDocument([{ ...one, groups: [group] }], monitoring, stack),
    }));
  });
  const failures = await failuresOf(trials, monitoring, stack);
  return cases.map(({ alert, test }, i) => ({ alert, test, failure: failures[i] }));
}
