import assert from "node:assert/strict";
import { testsOf } from "farol/compile";
import { atMost, countOf, matching, not, objective, runbook, select } from "farol/define";
import { httpRequestDuration, httpRequests } from "farol/integrations/http";
import type { AlertRule, Duration, Objective, Rule, TestSeries } from "farol/model";
import { firing, type PromtoolTest, promtoolFailures, type Question } from "./promtool.ts";

export const common = {
  runbook: runbook("RB-009", "Low availability"),
  dashboard: "slo",
  lowTraffic: { kind: "atLeast", badEvents: 10 },
} as const;
const served = {
  good: select(httpRequests, { status_code: not(matching("5..")) }),
  total: httpRequests,
} as const;
export const availability = objective({
  ...common,
  ...served,
  name: "availability",
  target: 0.999,
  period: "30d",
});
export const latency = objective({
  ...common,
  name: "latency",
  good: atMost(httpRequestDuration, 0.5),
  total: countOf(httpRequestDuration),
  target: 0.95,
  period: "7d",
});
export const errorRate = objective({
  ...common,
  name: "error-rate",
  lowTraffic: { kind: "everyEvent" },
  bad: select(httpRequests, { status_code: matching("5..") }),
  total: httpRequests,
  target: 0.999,
  period: "24h",
});

/** Between how many samples, how many good and bad events each. With `restart`, counters begin anew before them. */
export type Phase = readonly [steps: number, good: number, bad: number, restart?: "restart"];

export function scenario(
  name: string,
  interval: Duration,
  phases: readonly Phase[],
  questions: readonly Question[],
): PromtoolTest {
  const series = (code: string, values: string): TestSeries => ({
    series: `http_requests_total{method="GET", endpoint="/", status_code="${code}"}`,
    values,
  });
  const good = valuesOf(phases.map(([steps, good, , restart]) => [steps, good, restart]));
  const bad = valuesOf(phases.map(([steps, , bad, restart]) => [steps, bad, restart]));
  return { name, interval, input: [series("200", good), series("500", bad)], questions };
}

function valuesOf(phases: readonly (readonly [steps: number, increase: number, restart: unknown])[]): string {
  let value = 1_000_000;
  const texts = [String(value)];
  for (const [steps, increase, restart] of phases) {
    if (restart) value = 0;
    texts.push(`${value + increase}+${increase}x${steps - 1}`);
    value += increase * steps;
  }
  return texts.join(" ");
}

export function passes(rules: readonly Rule[], tests: readonly PromtoolTest[]): void {
  assert.equal(promtoolFailures(rules, tests), "");
}

export function fires(alert: string, at: Duration, isFiring: boolean): Question {
  return firing(alert, at, isFiring ? [{ slo: "availability" }] : []);
}

export function promtoolTests(alert: AlertRule): PromtoolTest[] {
  return testsOf(alert).map(({ name, interval, input, expect }) => ({
    name: `${alert.name}: ${name}`,
    interval,
    input,
    questions: expect.map((moment) => firing(alert.name, moment.at, moment.firing)),
  }));
}

export function alertsOf({ rules }: Objective): AlertRule[] {
  return rules.filter((rule) => rule.kind === "alert");
}

const RECORDED = /slo:[a-z_]+:[a-z_0-9]+(?:\{slo="[^"]+"\})?/g;

/** Alerts, and the recordings that they are made of: the others would only take promtool's time. */
export function alerting(objective: Objective, ...alerts: readonly Rule[]): readonly Rule[] {
  const { rules, name: slo } = objective;
  const wanted = new Set<Rule>(alerts.length > 0 ? alerts : alertsOf(objective));
  for (const rule of rules.toReversed()) {
    if (!wanted.has(rule)) continue;
    const names = new Set(
      rule.expr.text.match(RECORDED)?.map((series) => series.replace(`{slo="${slo}"}`, "")),
    );
    for (const used of rules) if (names.has(used.name)) wanted.add(used);
  }
  return rules.filter((rule) => wanted.has(rule));
}
