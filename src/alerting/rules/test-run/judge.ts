import type { Labels } from "../../../model/index.ts";
import { metricText, PromqlError, QueryError, seriesText } from "../../../promql/index.ts";
import { readRuleExpression } from "../../rule-file/rule-expression.ts";
import type { Alert } from "../alert-state.ts";
import { type Answer, answersOf } from "../answer.ts";
import type { RuleSettings } from "../rule-settings.ts";
import type { RunningGroup } from "../running-group.ts";
import type { ReplayedStore } from "./replayed-store.ts";
import type { AlertMoment, ExpressionMoment, MomentVerdict } from "./rule-test.ts";

/** Compares the alerts that fire with those that shall. */
export function judgeAlerts(
  moment: AlertMoment,
  groups: readonly RunningGroup[],
): MomentVerdict<AlertMoment> {
  const { alert: name, firing } = moment;
  const wanted = firing.map((one) => ({ ...one, labels: { ...one.labels, alertname: name } }));
  return verdict(moment, wanted.map(alertText), firingAlerts(name, groups).map(alertText));
}

function firingAlerts(name: string, groups: readonly RunningGroup[]): Alert[] {
  return groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ rule }) => (rule.kind === "alert" && rule.spec.name === name ? [...rule.alerts] : []))
    .filter(({ state }) => state === "firing");
}

/** Compares what an expression answers with what it shall. */
export async function judgeExpression(
  moment: ExpressionMoment,
  store: ReplayedStore,
  { queryOptions = {} }: RuleSettings,
): Promise<MomentVerdict<ExpressionMoment>> {
  const expected = moment.samples.map(answerText);
  try {
    const expression = readRuleExpression(moment.expr, queryOptions.semantics ?? "v3");
    const answers = await answersOf(expression, store, moment.atMs, queryOptions);
    const judged = verdict(moment, expected, answers.map(answerText));
    // to promtool, NaN is never the value that is expected
    return { ...judged, passed: judged.passed && !answers.some(({ value }) => Number.isNaN(value)) };
  } catch (error) {
    if (!(error instanceof QueryError || error instanceof PromqlError)) throw error;
    return { ...verdict(moment, expected, [`error: ${error.message}`]), passed: false };
  }
}

function verdict<Moment>(
  moment: Moment,
  expectedTexts: readonly string[],
  gotTexts: readonly string[],
): MomentVerdict<Moment> {
  const [expected, got] = [expectedTexts.toSorted(), gotTexts.toSorted()];
  const passed = expected.length === got.length && expected.every((text, i) => text === got[i]);
  return { moment, passed, expected, got };
}

function alertText({ labels, annotations }: { readonly labels: Labels; readonly annotations: Labels }) {
  return `${metricText(labels)} ${metricText(annotations)}`;
}

function answerText({ metric, value }: Answer): string {
  return `${seriesText(metric)} ${value}`;
}
