import type { Labels } from "../../model/index.ts";

/** Rules that are evaluated one after the other: plain data, which can be cloned into another thread. */
export interface RuleGroupSpec {
  readonly name: string;
  /** Where it was read. File and name together tell a group from every other. */
  readonly file: string;
  /** Time between two evaluations; undefined: as whoever evaluates it likes. */
  readonly intervalMs: number | undefined;
  /** How many series a recording may yield, and alerts an alert rule may have; beyond it the rule fails. 0: any number */
  readonly limit: number;
  /** How far back it looks, and writes. */
  readonly queryOffsetMs: number;
  /** Labels that each of its rules has, unless the rule says otherwise. */
  readonly labels: Labels;
  /** In the order of evaluation. */
  readonly rules: readonly RuleSpec[];
}

export type RuleSpec = RecordingRuleSpec | AlertRuleSpec;

/** Answers of an expression, kept under a name. */
export interface RecordingRuleSpec {
  readonly kind: "recording";
  readonly name: string;
  readonly expr: string;
  /** Labels that its series are given; an empty value takes a label away. */
  readonly labels: Labels;
}

/** Somebody is told when an expression has answers. */
export interface AlertRuleSpec {
  readonly kind: "alert";
  readonly name: string;
  readonly expr: string;
  /** How long there must be an answer before an alert fires. */
  readonly forMs: number;
  /** How long it fires on without one. */
  readonly keepFiringForMs: number;
  /** Templates. */
  readonly labels: Labels;
  /** Templates. */
  readonly annotations: Labels;
}
