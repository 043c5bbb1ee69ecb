import type { ApplicationHost, CounterSeries, GaugeSeries, LabeledGauge } from "../../model/index.ts";
import { answerDiagnoses, breakerHistory } from "../diagnoses/index.ts";
import { BreakerHistory } from "./diagnoses/history.ts";
import {
  BREAKER_STATES,
  type BreakerState,
  CALL_OUTCOMES,
  type CallOutcome,
  circuitBreakerCalls,
  circuitBreakerState,
  circuitBreakerTransitions,
} from "./metrics.ts";

/** The metrics and the log of one circuit breaker, whatever library it belongs to. */
export class Breaker {
  readonly #host: ApplicationHost;
  readonly #name: string;
  readonly #gauge: LabeledGauge<typeof circuitBreakerState.labels>;
  readonly #states: Readonly<Record<BreakerState, GaugeSeries>>;
  readonly #transitions: Readonly<Record<BreakerState, Readonly<Record<BreakerState, CounterSeries>>>>;
  readonly #calls: Readonly<Record<CallOutcome, CounterSeries>>;
  readonly #history: BreakerHistory;
  readonly #stopAnswering: () => void;
  #state: BreakerState;
  #isToldOpen = false;
  #isLeft = false;

  constructor(host: ApplicationHost, name: string, state: BreakerState) {
    const transitions = host.recorder.counter(circuitBreakerTransitions);
    const calls = host.recorder.counter(circuitBreakerCalls);
    this.#host = host;
    this.#name = name;
    this.#gauge = host.recorder.gauge(circuitBreakerState);
    this.#states = each(BREAKER_STATES, (state) => this.#gauge.series({ breaker: name, state }));
    this.#transitions = each(BREAKER_STATES, (from) => {
      const others = BREAKER_STATES.filter((to) => to !== from);
      return each(others, (to) => transitions.series({ breaker: name, from, to }));
    }) as Record<BreakerState, Record<BreakerState, CounterSeries>>;
    this.#calls = each(CALL_OUTCOMES, (outcome) => calls.series({ breaker: name, outcome }));
    this.#state = state;
    this.#history = new BreakerHistory(host.clock, name, state);
    this.#stopAnswering = answerDiagnoses(host.engine, { [breakerHistory.name]: this.#history.look });
    this.#show();
  }

  /** It is in this state now. `cause` is the error that opened it, when there is one. */
  entered(state: BreakerState, cause?: unknown): void {
    if (this.#isLeft || state === this.#state) return;
    this.#transitions[this.#state][state].inc();
    this.#state = state;
    this.#history.entered(state, cause);
    this.#show();
    this.#log(cause);
  }

  /** A call has ended. */
  ended(outcome: CallOutcome): void {
    if (this.#isLeft) return;
    this.#calls[outcome].inc();
    this.#history.ended(outcome);
  }

  /** Nobody watches it any more: a state that is not kept current would lie. Counters stay. */
  leave(): void {
    this.#isLeft = true;
    this.#stopAnswering();
    for (const state of BREAKER_STATES) this.#gauge.remove({ breaker: this.#name, state });
  }

  #show(): void {
    for (const state of BREAKER_STATES) this.#states[state].set(state === this.#state ? 1 : 0);
  }

  /** A trial in between that fails is no news: an outage is one line when it begins and one when it ends. */
  #log(cause: unknown): void {
    const { logger } = this.#host;
    const breaker = this.#name;
    if (this.#state === "open" && !this.#isToldOpen) {
      const reason = cause instanceof Error ? cause.message : undefined;
      logger.warn(reason === undefined ? { breaker } : { breaker, reason }, "Circuit breaker opened");
      this.#isToldOpen = true;
    } else if (this.#state === "closed") {
      logger.info({ breaker }, "Circuit breaker closed");
      this.#isToldOpen = false;
    }
  }
}

function each<K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
}
