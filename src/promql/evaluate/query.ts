import { setImmediate } from "node:timers/promises";
import { type Clock, type SeriesReader, systemClock } from "../../model/index.ts";
import type { Expr } from "../ast.ts";
import type { Semantics } from "../functions.ts";
import { AnnotationList } from "./annotations.ts";
import type { Grid } from "./grid.ts";
import { QueryError } from "./query-error.ts";
import type { Value, VectorValue } from "./value.ts";

/** What a query may cost. */
export interface QueryLimits {
  /** Samples that it may read, and numbers that it may make of them. Default: 50,000,000 */
  readonly maxSamples?: number;
  /** In milliseconds. Default: 2 minutes */
  readonly timeoutMs?: number;
}

export interface QueryOptions extends QueryLimits {
  /** Which Prometheus it is answered like. Default: `v3` */
  readonly semantics?: Semantics;
  /** How old a sample may be that stands for now. Default: 5 minutes */
  readonly lookbackMs?: number;
  /** The step of a subquery that names none. Default: 1 minute */
  readonly subqueryStepMs?: number;
  /** Whether names that functions take away can be asked for until the end: `promql-delayed-name-removal`. Default: false */
  readonly delayedNameRemoval?: boolean;
  /** Ends the query. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

const MAX_SAMPLES = 50_000_000;
const TIMEOUT_MS = 120_000;
/** For how long the thread may be held at once. */
const HOLD_MS = 15;
const ASKED_BETWEEN_LOOKS = 8;

/** Finds out what an expression yields at every step of a grid. */
export type EvaluateNode = (expr: Expr, grid: Grid, query: Query) => Promise<Value>;

/** One query while it is answered: what it reads, what it may cost, what is to be said of it. */
export class Query {
  readonly reader: SeriesReader;
  /** The whole query's, which `@ start()` and `@ end()` name. */
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly semantics: Semantics;
  readonly lookbackMs: number;
  readonly subqueryStepMs: number;
  readonly delaysNameRemoval: boolean;
  readonly annotations: AnnotationList;
  readonly #evaluateNode: EvaluateNode;
  readonly #signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #maxSamples: number;
  readonly #timeoutMs: number;
  readonly #begunMs: number;
  #heldSinceMs: number;
  #samples = 0;
  #asked = 0;

  constructor(
    text: string,
    reader: SeriesReader,
    { startMs, endMs, stepMs }: { readonly startMs: number; readonly endMs: number; readonly stepMs: number },
    options: QueryOptions,
    evaluateNode: EvaluateNode,
  ) {
    this.#evaluateNode = evaluateNode;
    this.reader = reader;
    this.startMs = startMs;
    this.endMs = endMs;
    this.stepMs = stepMs;
    this.semantics = options.semantics ?? "v3";
    this.lookbackMs = options.lookbackMs ?? 300_000;
    this.subqueryStepMs = options.subqueryStepMs ?? 60_000;
    this.delaysNameRemoval = options.delayedNameRemoval ?? false;
    this.annotations = new AnnotationList(text);
    this.#signal = options.signal;
    this.#clock = options.clock ?? systemClock;
    this.#maxSamples = options.maxSamples ?? MAX_SAMPLES;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.#begunMs = this.#clock.monotonic();
    this.#heldSinceMs = this.#begunMs;
  }

  get isV3(): boolean {
    return this.semantics === "v3";
  }

  /** What an expression yields at every step of a grid. */
  evaluate(expr: Expr, grid: Grid): Promise<Value> {
    return this.#evaluateNode(expr, grid, this);
  }

  /** What an expression of type instant vector yields. */
  async vector(expr: Expr, grid: Grid): Promise<VectorValue> {
    const value = await this.evaluate(expr, grid);
    if (value.kind !== "vector") throw new Error(`expected an instant vector, got a ${value.kind}`);
    return value;
  }

  /** What an expression of type scalar yields, a number a step. */
  async scalar(expr: Expr, grid: Grid): Promise<Float64Array> {
    const value = await this.evaluate(expr, grid);
    if (value.kind !== "scalar") throw new Error(`expected a scalar, got a ${value.kind}`);
    return value.values;
  }

  /**
   * Counts what was read or made.
   * @throws QueryError when it is more than the query may cost
   */
  account(samples: number): void {
    this.#samples += samples;
    if (this.#samples <= this.#maxSamples) return;
    throw new QueryError(
      "query processing would load too many samples into memory in query execution",
      "limit",
    );
  }

  /** Whether others have waited long enough: then `pause`. Asked for each series, so that it rarely looks at the clock. */
  get isDue(): boolean {
    this.#asked += 1;
    if (this.#asked % ASKED_BETWEEN_LOOKS !== 0) return false;
    return this.#clock.monotonic() - this.#heldSinceMs > HOLD_MS;
  }

  /**
   * Lets others have the thread.
   * @throws QueryError when the query was canceled meanwhile or has taken too long
   */
  async pause(): Promise<void> {
    await setImmediate();
    this.#heldSinceMs = this.#clock.monotonic();
    if (this.#signal?.aborted) throw new QueryError("query was canceled in query execution", "canceled");
    if (this.#heldSinceMs - this.#begunMs <= this.#timeoutMs) return;
    throw new QueryError("query timed out in expression evaluation", "timeout");
  }
}
