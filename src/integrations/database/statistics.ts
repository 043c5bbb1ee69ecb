import { Durations } from "./durations.ts";
import { QUERY_TYPES, type QueryType } from "./metrics.ts";
import type { RepeatedPattern } from "./repeats/patterns.ts";
import { type RecentShapes, Shapes, type ShapeTotals } from "./shapes.ts";
import type { Statement } from "./statement/statement.ts";

const TOP = 20;

/** What a shape of statement has cost since its pool is watched. */
export type ShapeStatistics = Readonly<ShapeTotals> & { readonly meanMs: number };

/** What the statements of a pool have cost since it is watched. Durations are in milliseconds. */
export interface StatementStatistics {
  readonly total: number;
  readonly slow: number;
  readonly errors: number;
  readonly byType: Readonly<Record<QueryType, number>>;
  readonly meanMs: number;
  readonly maxMs: number;
  /** Percentiles are within 3 %. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** The 20 shapes that took most time in sum; what is not told apart any more is called `other`. */
  readonly slowestByTotal: readonly ShapeStatistics[];
  /** The 20 shapes with the longest single statement. */
  readonly slowestByMax: readonly ShapeStatistics[];
}

/** The same, and what requests repeat. */
export interface QueryStatistics extends StatementStatistics {
  /** The 20 worst patterns of statements that a request repeats, of the 500 that were seen last. */
  readonly repeated: readonly RepeatedPattern[];
}

/** One statement that has ended. */
export interface Ended {
  readonly statement: Statement;
  readonly durationMs: number;
  readonly slow: boolean;
  readonly failed: boolean;
}

/** Adds up what statements cost, in bounded memory. */
export class Statistics {
  readonly #durations = new Durations();
  readonly #byType = Object.fromEntries(QUERY_TYPES.map((type) => [type, 0])) as Record<QueryType, number>;
  readonly #shapes = new Shapes();
  #slow = 0;
  #errors = 0;

  add({ statement, durationMs, slow, failed }: Ended): void {
    const totals = this.#shapes.of(statement);
    totals.count++;
    totals.totalMs += durationMs;
    if (durationMs > totals.maxMs) totals.maxMs = durationMs;
    this.#byType[statement.type]++;
    this.#durations.add(durationMs);
    if (slow) {
      totals.slow++;
      this.#slow++;
    }
    if (failed) {
      totals.errors++;
      this.#errors++;
    }
  }

  /** A copy that stays as it is. */
  read(): StatementStatistics {
    const durations = this.#durations;
    return {
      total: durations.count,
      slow: this.#slow,
      errors: this.#errors,
      byType: { ...this.#byType },
      meanMs: durations.meanMs,
      maxMs: durations.maxMs,
      p50Ms: durations.percentileMs(0.5),
      p95Ms: durations.percentileMs(0.95),
      p99Ms: durations.percentileMs(0.99),
      slowestByTotal: this.#top((totals) => totals.totalMs),
      slowestByMax: this.#top((totals) => totals.maxMs),
    };
  }

  /** To be called now and then: what is recent has come since the call before the latest. */
  mark(): void {
    this.#shapes.mark();
  }

  recent(count: number): RecentShapes {
    return this.#shapes.recent(count);
  }

  #top(measure: (totals: ShapeTotals) => number): ShapeStatistics[] {
    return this.#shapes.top(TOP, measure).map((it) => ({ ...it, meanMs: it.totalMs / it.count }));
  }
}
