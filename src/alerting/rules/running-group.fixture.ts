import type { Labels, ReportedAlert } from "../../model/index.ts";
import { readRuleExpression } from "../rule-file/rule-expression.ts";
import type { AlertRuleSpec, RecordingRuleSpec, RuleGroupSpec } from "../rule-file/rule-group-spec.ts";
import type { Alert } from "./alert-state.ts";
import { answersOf } from "./answer.ts";
import type { RunningGroup } from "./running-group.ts";
import { ReplayedStore } from "./test-run/replayed-store.ts";
import { TickOverlay } from "./tick-overlay.ts";

export const MINUTE = 60_000;

/** An alert rule `High` of `m > 0`, with changes. */
export function alertSpec(changes: Partial<AlertRuleSpec> = {}): AlertRuleSpec {
  return {
    ...{ kind: "alert", name: "High", expr: "m > 0", forMs: 0, keepFiringForMs: 0 },
    ...{ labels: {}, annotations: {}, ...changes },
  };
}

/** A recording rule `r` of `m`, with changes. */
export function recordingSpec(changes: Partial<RecordingRuleSpec> = {}): RecordingRuleSpec {
  return { kind: "recording", name: "r", expr: "m", labels: {}, ...changes };
}

/** A group of such rules, with changes. */
export function groupSpec(
  rules: RuleGroupSpec["rules"],
  changes: Partial<RuleGroupSpec> = {},
): RuleGroupSpec {
  const nothing = { intervalMs: undefined, limit: 0, queryOffsetMs: 0, labels: {} };
  return { name: "group", file: "rules.yml", ...nothing, rules, ...changes };
}

/** A store and groups over it, which go on by ticks. */
export class Ticks {
  readonly store = new ReplayedStore();

  /** Evaluates groups at a time at which these series have these values. */
  async at(
    atMs: number,
    groups: readonly RunningGroup[],
    values: Readonly<Record<string, number>> = {},
  ): Promise<ReportedAlert[]> {
    const overlay = new TickOverlay(this.store, this.store);
    for (const [a, value] of Object.entries(values)) overlay.append("m", { a }, atMs, value);
    const told: ReportedAlert[] = [];
    for (const group of groups) told.push(...(await group.evaluate(atMs, overlay)));
    this.store.append(overlay.samples);
    return told;
  }

  /** What an expression answers, by its labels. */
  async ask(expr: string, atMs: number): Promise<[Labels, number][]> {
    const answers = await answersOf(readRuleExpression(expr, "v3"), this.store, atMs, {});
    return answers.map(({ metric, value }) => [metric, value]);
  }
}

/** The alerts of a group's rules. */
export function alertsOf(group: RunningGroup): Alert[] {
  return group.rules.flatMap(({ rule }) => (rule.kind === "alert" ? [...rule.alerts] : []));
}

/** Their states. */
export function statesOf(group: RunningGroup): string[] {
  return alertsOf(group).map(({ state }) => state);
}
