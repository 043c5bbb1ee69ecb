import type { Duration } from "./duration.ts";
import type { Labels } from "./labels.ts";
import type { MetricDeclaration } from "./metric.ts";
import type { Place } from "./place.ts";
import type { Rule, Severity } from "./rule.ts";
import type { Runbook } from "./runbook.ts";

/** How much of what happens shall go well, over which time. */
export interface Objective {
  readonly kind: "objective";
  /** What it is called, and the value of the label `slo` on all of its series. */
  readonly name: string;
  /** What people read. */
  readonly title: string;
  readonly description: string;
  readonly indicator: Indicator;
  /** The share of events that shall be good: 0.999. */
  readonly target: number;
  /** The share that may be bad, `1 - target`: the error budget. */
  readonly budget: number;
  /** The time that the target is about; it ends now. */
  readonly period: Duration;
  readonly lowTraffic: LowTraffic;
  /** When who is told, by how fast the budget is burning. */
  readonly burnWindows: readonly BurnWindow[];
  /** Time between two samples of the indicator's counters. */
  readonly scrapeInterval: Duration;
  /** Who answers for it; undefined for the owner of the whole. */
  readonly owner?: string;
  readonly runbook: Runbook;
  /** The identifier of the dashboard that shows it. */
  readonly dashboard: string;
  /** The names of what is looked at when one of its alerts fires, in this order. */
  readonly diagnoses: readonly string[];
  /** Labels that real series have, for its tests. */
  readonly examples: readonly Labels[];
  /** Its recordings, each after those that it is made of, and its alerts. */
  readonly rules: readonly Rule[];
  readonly place: Place;
}

/** What an objective is about, in events that were counted. */
export interface Indicator {
  /** Whether `events` are the good ones of the total, or the bad ones. */
  readonly counts: "good" | "bad";
  /** Counters, whose increases are added. */
  readonly events: readonly EventCounter[];
  readonly total: readonly EventCounter[];
}

/** Series of one metric that count events: a selector in PromQL. */
export interface EventCounter {
  readonly text: string;
  readonly metric: MetricDeclaration;
}

/**
 * What an objective makes of few events, of which one is already a large share.
 *
 * - `atLeast`: an alert needs that many bad events within its long window, whatever their share. One in ten requests an
 *   hour is silent, and an outage at that traffic alerts as soon as it has cost so many.
 * - `everyEvent`: each one counts. For events that are rare and dear, such as the payout of a day.
 */
export type LowTraffic =
  | { readonly kind: "atLeast"; readonly badEvents: number }
  | { readonly kind: "everyEvent" };

/** An alert on how fast the budget burns. */
export interface BurnWindow {
  readonly severity: Severity;
  /** The share of the whole budget that has burnt within the long window when it alerts. */
  readonly share: number;
  /** Over what the burning is measured. */
  readonly long: Duration;
  /** Within what the alert sees that it is over. */
  readonly short: Duration;
  /** How many times faster than the period allows the budget then burns: `share * period / long`. */
  readonly factor: number;
}
