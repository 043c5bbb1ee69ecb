import { readRuleFile } from "../../src/alerting/rule-file/read-rule-file.ts";
import { readRuleExpression } from "../../src/alerting/rule-file/rule-expression.ts";
import { answersOf } from "../../src/alerting/rules/answer.ts";
import { type ReplayedTick, replay } from "../../src/alerting/rules/test-run/replay.ts";
import { seriesText } from "../../src/promql/index.ts";
import { ALERTS, type RuleCase } from "./rules-promtool-cases.ts";

/** A case as promtool's files, with all that we say of it as expectations. */
export interface Foretold {
  readonly rules: string;
  readonly tests: object;
  /** What promtool says of rules that fail, which ends the test; none: no rule does. */
  readonly faults: readonly string[];
  /** How many alerts fire, all ticks together. */
  readonly firing: number;
}

const TICKS = 22;
const EXTERNAL_LABELS = { zone: "east" };
const WRITTEN = readRuleExpression('{__name__=~"r:.+|ALERTS.*"}', "v2");

/** Runs a case here, and writes down what came of it at every tick. */
export async function foretell(one: RuleCase): Promise<Foretold> {
  const { groups, input, intervalMs, evaluationIntervalMs } = one;
  const rules = JSON.stringify({ groups }, undefined, 1);
  const queryOptions = { semantics: "v2", subqueryStepMs: evaluationIntervalMs } as const;
  const specs = readRuleFile(rules, "rules.yml", "v2");
  const ticks = replay(specs, one, TICKS * evaluationIntervalMs, {
    queryOptions,
    externalLabels: EXTERNAL_LABELS,
  });
  const alerts: ReturnType<typeof alertTest>[] = [];
  let last: ReplayedTick | undefined;
  let faults: string[] = [];
  for await (last of ticks) {
    for (const name of ALERTS) alerts.push(alertTest(name, last));
    faults = faultsOf(last);
    if (faults.length > 0) break;
  }
  const times = Array.from({ length: 2 * TICKS }, (_, i) => (i * evaluationIntervalMs) / 2);
  const samples = times.map((atMs) => sampleTest(last!, atMs));
  const test = {
    interval: goDuration(intervalMs),
    external_labels: EXTERNAL_LABELS,
    input_series: input,
    alert_rule_test: alerts,
    promql_expr_test: faults.length > 0 ? [] : await Promise.all(samples),
  };
  const tests = {
    evaluation_interval: goDuration(evaluationIntervalMs),
    group_eval_order: groups.map(({ name }) => name),
    tests: [test],
  };
  return { rules, tests, faults, firing: alerts.flatMap((test) => test.exp_alerts).length };
}

function rulesOf({ groups }: ReplayedTick) {
  return groups.flatMap(({ rules }) => rules);
}

function faultsOf(tick: ReplayedTick): string[] {
  return rulesOf(tick).flatMap(({ rule: { spec }, outcome }) => {
    if (outcome.state !== "failed") return [];
    return [`rule: ${spec.name}, time: ${goDuration(tick.atMs)}, err: ${outcome.message}`];
  });
}

function alertTest(alertname: string, tick: ReplayedTick) {
  const firing = rulesOf(tick).flatMap(({ rule }) => {
    if (rule.kind !== "alert" || rule.spec.name !== alertname) return [];
    return [...rule.alerts].filter(({ state }) => state === "firing");
  });
  return {
    eval_time: goDuration(tick.atMs),
    alertname,
    exp_alerts: firing.map(({ labels, annotations }) => ({
      exp_labels: labels,
      exp_annotations: annotations,
    })),
  };
}

/** Every series that rules have written, at a time at an evaluation or between two. */
async function sampleTest({ store }: ReplayedTick, atMs: number) {
  const answers = await answersOf(WRITTEN, store, atMs, { semantics: "v2" });
  return {
    expr: WRITTEN.text,
    eval_time: `${atMs}ms`,
    exp_samples: answers.map(({ metric, value }) => ({ labels: seriesText(metric), value })),
  };
}

/** As Go writes whole seconds below an hour. */
function goDuration(ms: number): string {
  const [minutes, seconds] = [Math.floor(ms / 60_000), (ms % 60_000) / 1000];
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds}s`;
}
