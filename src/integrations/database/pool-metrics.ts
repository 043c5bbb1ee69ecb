import type { CounterSeries, Gauge, GaugeSeries, HistogramSeries, Recorder } from "../../model/index.ts";
import {
  dbConnectionErrors,
  dbConnectionLeaks,
  dbConnectionPoolWait,
  dbConnectionsRecycled,
  dbPoolActive,
  dbPoolIdle,
  dbPoolMax,
  dbPoolTimeouts,
  dbPoolWaiting,
} from "./metrics.ts";

const GAUGES = { active: dbPoolActive, idle: dbPoolIdle, max: dbPoolMax, waiting: dbPoolWaiting } as const;
type State = keyof typeof GAUGES;

/** The metrics of one pool, whatever driver it belongs to. */
export class PoolMetrics {
  readonly #pool: string;
  readonly #gauges: Readonly<Record<State, Gauge<typeof dbPoolActive.labels>>>;
  readonly #states: Readonly<Record<State, GaugeSeries>>;
  readonly #wait: HistogramSeries;
  #waiting: number | undefined;
  readonly errors: CounterSeries;
  readonly leaks: CounterSeries;
  readonly recycled: CounterSeries;
  readonly timeouts: CounterSeries;

  constructor(recorder: Recorder, pool: string) {
    this.#pool = pool;
    this.#gauges = mapped(GAUGES, (gauge) => recorder.gauge(gauge));
    this.#states = mapped(this.#gauges, (gauge) => gauge.series({ pool }));
    this.#wait = recorder.histogram(dbConnectionPoolWait).series({ pool });
    this.errors = recorder.counter(dbConnectionErrors).series({ pool });
    this.leaks = recorder.counter(dbConnectionLeaks).series({ pool });
    this.recycled = recorder.counter(dbConnectionsRecycled).series({ pool });
    this.timeouts = recorder.counter(dbPoolTimeouts).series({ pool });
  }

  /** How many connections the pool may have. */
  allow(max: number): void {
    this.#states.max.set(max);
  }

  /** How many connections are checked out or being opened, how many are free, and how many checkouts wait for one. */
  show(active: number, idle: number, waiting: number): void {
    this.#states.active.set(active);
    this.#states.idle.set(idle);
    // Hardly ever another than before, and this is asked twice a query.
    if (waiting !== this.#waiting) this.#states.waiting.set(waiting);
    this.#waiting = waiting;
  }

  waited(ms: number): void {
    this.#wait.observe(ms / 1000);
  }

  /** Nobody watches the pool any more: a state that is not kept current would lie. Counters stay. */
  forgetStates(): void {
    for (const gauge of Object.values(this.#gauges)) gauge.remove({ pool: this.#pool });
  }
}

function mapped<K extends string, A, B>(from: Readonly<Record<K, A>>, to: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(from).map(([key, value]) => [key, to(value)])) as Record<K, B>;
}
