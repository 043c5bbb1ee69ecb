import { posix } from "node:path";
import { isAlert, isRecording, type RuleGroup, ruleGroups, withSources } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import type { AlertRule, AlertTest } from "../../../model/index.ts";
import type { Stack } from "../../stack.ts";
import { testsOf } from "../../tests-of.ts";
import { rulesPath } from "../prometheus/prometheus.ts";
import { checkCanFail } from "./can-fail.ts";
import type { Expectation, TestDocument } from "./document.ts";
import { expectation } from "./expectation.ts";

/** One test of one alert. */
export interface TestCase {
  /** The groups whose rules it needs, in the order of evaluation; the alert's own last. */
  readonly groups: readonly RuleGroup[];
  readonly alert: AlertRule;
  /** Alerts of that group of which the same is expected. Default: none. */
  readonly besides?: readonly AlertRule[];
  readonly test: AlertTest;
}

/** Where promtool's tests are, from the folder that is generated into. */
export const TESTS_FOLDER = "prometheus/tests";

/**
 * Every test of every alert, in the order of the rules.
 * @throws FarolError FAROL_ALERT_TEST for one that could not fail
 */
export function testCases(monitoring: Monitoring): TestCase[] {
  const recordings = monitoring.rules.filter(isRecording);
  const all = ruleGroups(monitoring);
  return all.flatMap((group) => {
    const groups = withSources(group, all);
    return group.rules.filter(isAlert).flatMap((alert) =>
      testsOf(alert).map((test) => {
        checkCanFail(alert, test, recordings);
        return { groups, alert, test };
      }),
    );
  });
}

/** A file of promtool's, with tests of alerts of one group that have one interval. */
export function testDocument(cases: readonly TestCase[], monitoring: Monitoring, stack: Stack): TestDocument {
  const [
    {
      groups,
      test: { interval },
    },
  ] = cases as [TestCase];
  return {
    rule_files: groups.map((group) => posix.relative(TESTS_FOLDER, rulesPath(group))),
    evaluation_interval: interval,
    ...(groups.length > 1 && { group_eval_order: groups.map(({ name }) => name) }),
    tests: cases.map(({ alert, besides = [], test }) => ({
      name: `${alert.name}: ${test.name}`,
      interval,
      input_series: test.input,
      ...together([alert, ...besides].map((one) => expectation(one, test, monitoring, stack))),
    })),
  };
}

function together(expectations: readonly Expectation[]): Expectation {
  const alerts = expectations.flatMap((one) => one.alert_rule_test ?? []);
  const series = expectations.flatMap((one) => one.promql_expr_test ?? []);
  return {
    ...(alerts.length > 0 && { alert_rule_test: alerts }),
    ...(series.length > 0 && { promql_expr_test: series }),
  };
}
