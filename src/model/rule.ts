import type { Duration } from "./duration.ts";
import type { Expression, SelectorReader } from "./expression.ts";
import type { Labels } from "./labels.ts";
import type { Place } from "./place.ts";
import type { Runbook } from "./runbook.ts";

/** How grave an alert is: who is woken, who is told, who may look. */
export const SEVERITIES = ["critical", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Somebody shall look when this expression has an answer for long enough. */
export interface AlertRule<Name extends string = string> {
  readonly kind: "alert";
  readonly name: Name;
  readonly expr: Expression;
  /** How long the expression has an answer before the alert fires. Default: at once. */
  readonly for?: Duration;
  /** How long it fires on when there is no answer any more. Default: not at all. */
  readonly keepFiringFor?: Duration;
  readonly severity: Severity;
  /** Labels beside the expression's own and `severity`. */
  readonly labels: Labels;
  /** Who answers for it; undefined for the owner of the whole. */
  readonly owner?: string;
  /** One line, and what there is to say: texts with Prometheus' templates, such as `{{ $labels.endpoint }}`. */
  readonly summary: string;
  readonly description: string;
  readonly runbook: Runbook;
  /** The identifier of the dashboard that shows it. */
  readonly dashboard: string;
  /** The names of what is looked at when it fires, in this order. Default: nothing. */
  readonly diagnoses?: readonly string[];
  readonly tests: AlertTests;
  readonly place: Place;
}

/** Answers of an expression, kept under a name of their own. */
export interface RecordingRule {
  readonly kind: "recording";
  /** `level:metric:operations`, as Prometheus advises. */
  readonly name: string;
  readonly expr: Expression;
  /** Labels that are added. */
  readonly labels: Labels;
  readonly place: Place;
}

export type Rule = AlertRule | RecordingRule;

/**
 * An alert's tests, or how they are made: the application, which never runs them, then neither makes them nor loads what
 * reads PromQL.
 */
export type AlertTests = readonly AlertTest[] | ((readSelector: SelectorReader) => readonly AlertTest[]);

/** What an alert shall do when the numbers are these. */
export interface AlertTest {
  readonly name: string;
  /** What it shows: that the alert fires, stays silent, does so just at its threshold or its `for`, or clears. */
  readonly shows: "fires" | "silent" | "boundary" | "clears";
  /** Time between two samples, and between two evaluations. */
  readonly interval: Duration;
  readonly input: readonly TestSeries[];
  readonly expect: readonly TestMoment[];
  readonly place: Place;
}

/** One series, as promtool's rule tests write it: `db_up{pool="main"}` and `1x10 0x5`. */
export interface TestSeries {
  readonly series: string;
  readonly values: string;
}

/** What fires at a moment, counted from the first sample. */
export interface TestMoment {
  readonly at: Duration;
  /** The labels of each alert that fires, `severity` and `alertname` left out; none: it is silent. */
  readonly firing: readonly Labels[];
}
