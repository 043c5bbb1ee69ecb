import type { Duration, Labels, TestSeries } from "../../../model/index.ts";

/** A file of tests, as promtool reads it. */
export interface TestDocument {
  readonly rule_files: readonly string[];
  readonly evaluation_interval: Duration;
  readonly group_eval_order?: readonly string[];
  readonly tests: readonly (Expectation & {
    readonly name: string;
    readonly interval: Duration;
    readonly input_series: readonly TestSeries[];
  })[];
}

/** What is compared at moments of a test: alerts, or the answers of expressions. */
export interface Expectation {
  readonly alert_rule_test?: readonly AlertExpectation[];
  readonly promql_expr_test?: readonly AnswerExpectation[];
}

export interface AlertExpectation {
  readonly eval_time: Duration;
  readonly alertname: string;
  readonly exp_alerts: readonly { readonly exp_labels: Labels; readonly exp_annotations: Labels }[];
}

export interface AnswerExpectation {
  readonly expr: string;
  readonly eval_time: Duration;
  /** `labels` is a series: `up{job="a"}`. */
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}
