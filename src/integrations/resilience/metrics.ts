import { counter, gauge } from "../../define/index.ts";
import { unboundedLabel } from "../../model/index.ts";

/** The states of a circuit breaker. One that is held open by hand is open. */
export const BREAKER_STATES = ["closed", "half_open", "open"] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

/**
 * How a call through a breaker ended, as its caller knows it, retries and fallback included: each call has one.
 * - `success`: with the called function's own answer, or with an error that the breaker does not count as a failure.
 * - `failure`: with an error, or an answer, that the breaker counts as a failure.
 * - `rejected`: without being tried, because the breaker is open or the bulkhead is full.
 * - `timeout`: given up for taking too long; the last attempt, where it was retried.
 * - `fallback`: with the fallback's answer, whatever the reason.
 */
export const CALL_OUTCOMES = ["success", "failure", "rejected", "timeout", "fallback"] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export const circuitBreakerState = gauge({
  name: "circuit_breaker_state",
  help: "1 for the state that the circuit breaker is in, 0 for the two others.",
  labels: { breaker: unboundedLabel, state: BREAKER_STATES },
  expires: false,
});

export const circuitBreakerTransitions = counter({
  name: "circuit_breaker_transitions_total",
  help: "Changes of a circuit breaker's state.",
  labels: { breaker: unboundedLabel, from: BREAKER_STATES, to: BREAKER_STATES },
  expires: false,
});

export const circuitBreakerCalls = counter({
  name: "circuit_breaker_calls_total",
  help: "Calls through a circuit breaker that ended, each once, retries and fallback included.",
  labels: { breaker: unboundedLabel, outcome: CALL_OUTCOMES },
  expires: false,
});

export const circuitBreakerRetries = counter({
  name: "circuit_breaker_retries_total",
  help: "Attempts that calls through a circuit breaker made after their first one.",
  labels: { breaker: unboundedLabel },
  expires: false,
});

/** Every metric of this integration. */
export const resilienceMetrics = [
  circuitBreakerState,
  circuitBreakerTransitions,
  circuitBreakerCalls,
  circuitBreakerRetries,
] as const;
