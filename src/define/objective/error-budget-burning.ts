import type { AlertRule, AlertTest, Duration, Place, Runbook, TestMoment } from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";
import { alert } from "../rule.ts";
import { TILE_MS } from "./burn-windows.ts";
import { durationText } from "./duration-text.ts";
import { at, steps } from "./test-maker.ts";

export interface ErrorBudgetBurningSpec {
  readonly runbook: Runbook;
  /** The identifier of the dashboard that shows the objectives. */
  readonly dashboard: string;
  /** Default: the owner of the whole. */
  readonly owner?: string;
  /** The names of what is looked at when it fires, in this order. Default: nothing. */
  readonly diagnoses?: readonly string[];
  /** How many times faster than its period allows a budget burns. Default: 2 */
  readonly factor?: number;
  /** For how long without a break. Default: 1h */
  readonly for?: Duration;
}

/**
 * The alert `ErrorBudgetBurning` on all objectives, each by itself: within every five minutes of an hour, more than
 * twice as much went bad as the budget allows. An objective with few events is silent here, since without events there
 * is no ratio; its own alerts look at longer windows.
 */
export function errorBudgetBurning({
  factor = 2,
  for: duration = "1h",
  ...spec
}: ErrorBudgetBurningSpec): AlertRule {
  const place = placeOfCaller(errorBudgetBurning);
  const rule = alert("ErrorBudgetBurning", {
    ...spec,
    expr: { kind: "expression", text: `slo:current_burn_rate:ratio > ${factor}`, metrics: [], place },
    for: duration,
    severity: "warning",
    summary: `{{ $labels.slo }}: the error budget burns more than ${factor} times too fast`,
    description: `It has burnt more than ${factor} times as fast as its period allows, for ${duration}. Now it is {{ $value | humanize }} times.`,
    tests: tests(factor, duration, place),
  });
  return { ...rule, place };
}

function tests(factor: number, duration: Duration, place: Place): AlertTest[] {
  const series = 'slo:current_burn_rate:ratio{slo="any"}';
  const [pending, firing] = [steps(duration), [{ slo: "any" }]];
  const over = `${factor * 1.1}x${pending}`;
  const make = (shows: AlertTest["shows"], name: string, values: string, expect: readonly TestMoment[]) => ({
    name,
    shows,
    interval: durationText(TILE_MS),
    input: [{ series, values }],
    expect,
    place,
  });
  return [
    make("fires", "fires while a budget burns too fast", over, [at(pending, firing)]),
    make("silent", "is silent while it burns as fast as is tolerated", `${factor}x${2 * pending}`, [
      at(2 * pending, []),
    ]),
    make("boundary", "is silent until its time is over", over, [at(pending - 1, []), at(pending, firing)]),
    make("clears", "clears when it is over", `${over} 0x1`, [at(pending, firing), at(pending + 1, [])]),
  ];
}
