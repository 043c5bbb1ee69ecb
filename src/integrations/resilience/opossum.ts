import type { EventEmitter } from "node:events";
import type { ApplicationHost } from "../../model/index.ts";
import type { Breaker } from "./breaker.ts";
import type { BreakerState, CallOutcome } from "./metrics.ts";
import { refusalOf } from "./refusal.ts";
import { type BreakerWatch, watchOnce } from "./watch.ts";

/** What is used of opossum's `CircuitBreaker`, so that none of its types are needed where there are none. */
export interface OpossumBreaker extends Pick<EventEmitter, "on" | "off"> {
  readonly name: string;
  readonly closed: boolean;
  readonly halfOpen: boolean;
}

/** What opossum calls a breaker whose function has no name: another one at each start, and so no label. */
const MADE_UP_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Watches a circuit breaker of opossum: its states and calls, by its own events. Nothing of it is replaced. What it
 * answers from its cache is no call, and one that is disabled tells of none. Its `shutdown` ends the watch.
 * @param name The label `breaker`. Default: the breaker's name, which is its function's; "default" when that has none.
 * A name that another breaker has gets a number.
 */
export function watchOpossum(
  host: ApplicationHost,
  circuit: OpossumBreaker,
  { name }: { readonly name?: string } = {},
): BreakerWatch {
  return watchOnce(host, circuit, {
    name: name ?? (MADE_UP_NAME.test(circuit.name) ? "default" : circuit.name),
    state: stateOf(circuit),
    begin(breaker, watch) {
      const listeners = { ...listenersFor(breaker), shutdown: () => watch.uninstall() };
      for (const [event, listener] of Object.entries(listeners)) circuit.on(event, listener);
      return () => {
        for (const [event, listener] of Object.entries(listeners)) circuit.off(event, listener);
      };
    },
  });
}

function stateOf({ closed, halfOpen }: OpossumBreaker): BreakerState {
  if (closed) return "closed";
  return halfOpen ? "half_open" : "open";
}

/** Each call emits success, failure or reject once; the last two are followed, in the same turn, by fallback if it has one. */
function listenersFor(breaker: Breaker) {
  let missed: { outcome: CallOutcome; error: unknown; hasFallback: boolean } | undefined;
  const miss = (error: unknown) => {
    const call = { outcome: refusalOf(error) ?? "failure", error, hasFallback: false };
    missed = call;
    queueMicrotask(() => {
      if (!call.hasFallback) breaker.ended(call.outcome);
      if (missed === call) missed = undefined;
    });
  };
  return {
    success: () => breaker.ended("success"),
    failure: miss,
    reject: miss,
    fallback(answer: unknown) {
      const call = missed!;
      call.hasFallback = true;
      // the caller waits for this promise too, so a rejection is not handled here alone
      Promise.resolve(answer).then(
        () => breaker.ended("fallback"),
        () => breaker.ended(call.outcome),
      );
    },
    open: () => breaker.entered("open", missed?.error),
    halfOpen: () => breaker.entered("half_open"),
    close: () => breaker.entered("closed"),
  };
}
