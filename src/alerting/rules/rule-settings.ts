import type { Clock, Labels, SeriesReader } from "../../model/index.ts";
import type { QueryOptions } from "../../promql/index.ts";

/** How rules are evaluated, whatever they say. */
export interface RuleSettings {
  /** Time between two evaluations of a group that says nothing of it. Default: 1 minute */
  readonly intervalMs?: number;
  /** How expressions are answered, and by which semantics they are read. */
  readonly queryOptions?: QueryOptions;
  /** What templates call `$externalLabels`. Default: none */
  readonly externalLabels?: Labels;
  /** What templates call `$externalURL`. Default: empty */
  readonly externalUrl?: string;
  /** Where an expression is shown, as alerts tell. Default: nowhere, an empty address */
  readonly generatorUrl?: (expr: string) => string;
  /** What evaluations are measured by. Default: the machine's */
  readonly clock?: Clock;
}

/** One evaluation of one rule. */
export interface RuleTick {
  /** When it is evaluated. */
  readonly atMs: number;
  /** Where on the axis of time it reads and writes: that, less its group's `query_offset`. */
  readonly readAtMs: number;
  /** What it reads, with what rules before it have yielded. */
  readonly reader: SeriesReader;
  /** How many it may yield; 0: any number. */
  readonly limit: number;
}

/** What an evaluation yields. */
export interface RuleYield {
  /** How many series the expression answered. */
  readonly answers: number;
  readonly samples: readonly RuleSample[];
}

/** A sample that a rule yields. */
export interface RuleSample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}
