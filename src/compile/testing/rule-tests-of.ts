import type { AlertMoment, ExpressionMoment, RuleTest } from "../../alerting/index.ts";
import { parseDuration } from "../../model/index.ts";
import { readSeries } from "../../promql/index.ts";
import type { AlertExpectation, AnswerExpectation, TestDocument } from "../targets/promtool/document.ts";

/** What a file of promtool's tests asks, as our own evaluation is asked. */
export function ruleTestsOf({
  evaluation_interval,
  group_eval_order = [],
  tests,
}: TestDocument): readonly RuleTest[] {
  return tests.map(({ input_series, interval, alert_rule_test = [], promql_expr_test = [] }) => ({
    input: input_series,
    intervalMs: parseDuration(interval),
    evaluationIntervalMs: parseDuration(evaluation_interval),
    groupOrder: group_eval_order,
    alerts: alert_rule_test.map(alertMoment),
    expressions: promql_expr_test.map(expressionMoment),
  }));
}

function alertMoment({ eval_time, alertname, exp_alerts }: AlertExpectation): AlertMoment {
  const firing = exp_alerts.map(({ exp_labels, exp_annotations }) => ({
    labels: exp_labels,
    annotations: exp_annotations,
  }));
  return { atMs: parseDuration(eval_time), alert: alertname, firing };
}

function expressionMoment({ eval_time, expr, exp_samples }: AnswerExpectation): ExpressionMoment {
  const samples = exp_samples.map(({ labels, value }) => ({ metric: readSeries(labels).metric, value }));
  return { atMs: parseDuration(eval_time), expr, samples };
}
