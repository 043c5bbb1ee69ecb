import type { ApplicationHost } from "../../model/index.ts";
import { type Call, wrapMethod } from "../watching/index.ts";
import type { Breaker } from "./breaker.ts";
import { type BreakerState, type CallOutcome, circuitBreakerRetries } from "./metrics.ts";
import { refusalOf } from "./refusal.ts";
import { type BreakerWatch, watchOnce } from "./watch.ts";

/** What is used of cockatiel, so that none of its types are needed where there are none. */
type Listen<T> = (listener: (event: T) => void) => { dispose(): void };
interface Policy {
  execute: unknown;
}
interface CircuitBreaker extends Policy {
  /** Of cockatiel's CircuitState. */
  readonly state: number;
  readonly lastFailure: object | undefined;
  readonly onStateChange: Listen<number>;
  readonly onFailure: Listen<{ readonly handled: boolean; readonly reason: object }>;
}
interface Retry {
  readonly onRetry: Listen<unknown>;
}

/** A circuit breaker of cockatiel, and what stands around it. */
export interface CockatielParts {
  readonly breaker: CircuitBreaker;
  /**
   * What the application calls: the policy that `wrap` made of the breaker and others, in whatever order. Only calls
   * of its `execute` are counted. Default: the breaker itself.
   */
  readonly policy?: Policy;
  /** Its retry policy, if there is one: its retries are then counted. */
  readonly retry?: Retry;
}

/** In the order of cockatiel's CircuitState: Closed, Open, HalfOpen, Isolated. */
const STATES: readonly BreakerState[] = ["closed", "open", "half_open", "open"];
const OPEN = 1;

/**
 * Watches a circuit breaker of cockatiel: its states, and the calls of the policy around it. What those return and
 * throw stays the same. cockatiel looks at the clock only when it is called: it stays open until the first call after
 * `halfOpenAfter`.
 * @param name The label `breaker`. A name that another breaker has gets a number.
 */
export function watchCockatiel(
  host: ApplicationHost,
  parts: CockatielParts,
  { name }: { name: string },
): BreakerWatch {
  const { breaker: circuit, policy = circuit, retry } = parts;
  const state = STATES[circuit.state] ?? "open";
  return watchOnce(host, circuit, {
    name,
    state,
    begin(breaker, { name }) {
      const verdicts = new WeakMap<object, CallOutcome>();
      const restore = wrapMethod(policy, "execute", (original) =>
        watchedExecute(original, breaker, verdicts),
      );
      const listeners = [
        circuit.onStateChange((state) => breaker.entered(STATES[state] ?? "open", causeOf(state, circuit))),
        circuit.onFailure(({ handled, reason }) => {
          const judged = "error" in reason ? reason.error : (reason as { value?: unknown }).value;
          if (isObject(judged)) verdicts.set(judged, handled ? "failure" : "success");
        }),
      ];
      if (retry !== undefined) {
        const retries = host.recorder.counter(circuitBreakerRetries).series({ breaker: name });
        listeners.push(retry.onRetry(() => retries.inc()));
      }
      return () => {
        restore();
        for (const listener of listeners) listener.dispose();
      };
    },
  });
}

/**
 * Events cannot count calls: a bulkhead has none for those that pass, an open breaker none at all, a retry one an attempt.
 * So the call's own promise is waited for, which the caller gets in the original's place.
 */
function watchedExecute(original: Call, breaker: Breaker, verdicts: WeakMap<object, CallOutcome>): Call {
  return (self, [fn, signal, ...rest]) => {
    const answers = new Set<unknown>();
    const noted = async (...args: unknown[]) => {
      const answer = await (fn as (...args: unknown[]) => unknown)(...args);
      answers.add(answer);
      return answer;
    };
    const verdictOn = (thing: unknown) => (isObject(thing) ? verdicts.get(thing) : undefined);
    return (original(self, [noted, signal, ...rest]) as Promise<unknown>).then(
      (answer) => {
        // an answer that the function itself has not given is a fallback's
        breaker.ended(answers.has(answer) ? (verdictOn(answer) ?? "success") : "fallback");
        return answer;
      },
      (error: unknown) => {
        const canceled = signal instanceof AbortSignal ? signal : undefined;
        breaker.ended(refusalOf(error, canceled) ?? verdictOn(error) ?? "failure");
        throw error;
      },
    );
  };
}

/** What opened the breaker; nothing did where it is held open by hand. */
function causeOf(state: number, { lastFailure }: CircuitBreaker): unknown {
  return state === OPEN && lastFailure !== undefined && "error" in lastFailure
    ? lastFailure.error
    : undefined;
}

function isObject(thing: unknown): thing is object {
  return (typeof thing === "object" && thing !== null) || typeof thing === "function";
}
