import type { RuleGroupSpec } from "../../rule-file/rule-group-spec.ts";
import type { RuleSettings } from "../rule-settings.ts";
import type { RunningGroup } from "../running-group.ts";
import { judgeAlerts, judgeExpression } from "./judge.ts";
import { type ReplayedTick, replay } from "./replay.ts";
import type { MomentVerdict, RuleFault, RuleTest, RuleTestVerdict } from "./rule-test.ts";

/**
 * Runs one of promtool's rule tests as promtool does: all groups at each interval from the epoch on, alerts judged by the
 * evaluation at their moment or last before it, expressions at the end. A rule that fails ends the test.
 * @throws Error for input that is no series; PromqlError for a rule's expression that cannot be read
 */
export async function runRuleTest(
  specs: readonly RuleGroupSpec[],
  test: RuleTest,
  settings: RuleSettings = {},
): Promise<RuleTestVerdict> {
  const subqueryStepMs = test.evaluationIntervalMs;
  const all = { ...settings, queryOptions: { subqueryStepMs, ...settings.queryOptions } };
  const untilMs = Math.max(0, ...[...test.alerts, ...test.expressions].map(({ atMs }) => atMs));
  const moments: MomentVerdict[] = [];
  let last: ReplayedTick | undefined;
  for await (const tick of replay(specs, test, untilMs, all)) {
    const faults = tick.groups.flatMap(faultsOf);
    if (faults.length > 0) return { moments, faults };
    const isNow = (atMs: number) => tick.atMs <= atMs && atMs < tick.atMs + test.evaluationIntervalMs;
    for (const moment of test.alerts) if (isNow(moment.atMs)) moments.push(judgeAlerts(moment, tick.groups));
    last = tick;
  }
  for (const moment of test.expressions) moments.push(await judgeExpression(moment, last!.store, all));
  return { moments, faults: [] };
}

/** What could not be evaluated at the last tick. */
function faultsOf({ rules }: RunningGroup): RuleFault[] {
  return rules.flatMap(({ rule: { spec }, outcome }) =>
    outcome.state === "failed" ? [{ rule: spec.name, atMs: outcome.atMs, message: outcome.message }] : [],
  );
}
