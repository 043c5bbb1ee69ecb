import {
  alert,
  alertTest,
  alertTests,
  gaugeAt,
  type LimitChanges,
  type Patience,
  promql,
  select,
  type TestPhase,
  testSeries,
  withLimits,
} from "../../define/index.ts";
import type { AlertRule } from "../../model/index.ts";
import { INFRASTRUCTURE_DASHBOARD } from "../dashboards/index.ts";
import { WHEN_BREAKERS_OPEN } from "../diagnoses/index.ts";
import { circuitBreakerOpen } from "../runbooks/index.ts";
import { BREAKER_STATES, type BreakerState, circuitBreakerState } from "./metrics.ts";

/** When the alerts on circuit breakers fire. */
export interface ResilienceLimits {
  readonly CircuitBreakerOpen: Patience;
  readonly CircuitBreakerHalfOpen: Patience;
}

export const RESILIENCE_LIMITS: ResilienceLimits = {
  CircuitBreakerOpen: { for: "5m" },
  CircuitBreakerHalfOpen: { for: "1m" },
};

const firing = [{ breaker: "payments" }];

/** Every alert on circuit breakers. */
export function resilienceAlerts(
  changes?: LimitChanges<ResilienceLimits>,
): readonly AlertRule<keyof ResilienceLimits>[] {
  const limits = withLimits(RESILIENCE_LIMITS, changes);
  return [open(limits.CircuitBreakerOpen), halfOpen(limits.CircuitBreakerHalfOpen)];
}

/** A breaker that tries again now and then is half open for a moment, and no less open for that: so a minute counts. */
function open(limit: Patience) {
  const isOpen = select(circuitBreakerState, { state: "open" });
  return alert("CircuitBreakerOpen", {
    expr: promql`max by (breaker) (max_over_time(${isOpen}[1m])) == 1`,
    for: limit.for,
    severity: "critical",
    summary: "The circuit breaker {{ $labels.breaker }} is open",
    description:
      `For ${limit.for}, calls through {{ $labels.breaker }} have been turned away without being tried, or answered by the ` +
      "fallback: what they call fails or is too slow.",
    runbook: circuitBreakerOpen,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_BREAKERS_OPEN,
    tests: [
      ...alertTests({
        ...{ for: limit.for, window: "1m", seenAfter: "0s" },
        firesAt: "open",
        silentAt: "half_open",
        levels: breakerIn,
        firing,
      }),
      alertTest("it tries again every minute, in vain", {
        shows: "fires",
        interval: "15s",
        input: testSeries(Array.from({ length: 60 }).flatMap(triesInVain), "15s"),
        expect: [{ at: "59m", firing }],
      }),
    ],
  });
}

function halfOpen(limit: Patience) {
  return alert("CircuitBreakerHalfOpen", {
    expr: promql`max by (breaker) (${select(circuitBreakerState, { state: "half_open" })}) == 1`,
    for: limit.for,
    severity: "info",
    summary: "The circuit breaker {{ $labels.breaker }} stays half open",
    description:
      `For ${limit.for}, {{ $labels.breaker }} has waited for the call that shall tell whether it may close: ` +
      "none comes, or it does not end.",
    runbook: circuitBreakerOpen,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_BREAKERS_OPEN,
    tests: alertTests({
      for: limit.for,
      firesAt: "half_open",
      silentAt: "open",
      levels: breakerIn,
      firing,
    }),
  });
}

function triesInVain(): TestPhase[] {
  return [
    { lasts: "45s", levels: breakerIn("open") },
    { lasts: "15s", levels: breakerIn("half_open") },
  ];
}

function breakerIn(now: BreakerState) {
  return BREAKER_STATES.map((state) =>
    gaugeAt(circuitBreakerState, { breaker: "payments", state }, state === now ? 1 : 0),
  );
}
