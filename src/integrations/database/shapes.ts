import type { QueryType } from "./metrics.ts";
import type { Statement } from "./statement/statement.ts";

/** Shapes that are told apart; when there are more, the cheaper half of them goes to `other`. */
const MAX_SHAPES = 500;
/** The name of what is not told apart any more. */
export const OTHER_SHAPES = "other";

/** What one shape of statement has cost. */
export interface ShapeTotals {
  readonly shape: string;
  readonly type: QueryType;
  count: number;
  slow: number;
  errors: number;
  totalMs: number;
  maxMs: number;
}

/** Totals of statements by their shape, of the costly ones at least. */
export class Shapes {
  #totals = new Map<string, ShapeTotals>();
  readonly #other: ShapeTotals = emptyTotals(OTHER_SHAPES, "OTHER");

  of(statement: Statement): ShapeTotals {
    return this.#totals.get(statement.shape) ?? this.#made(statement);
  }

  /** The costliest shapes by a measure, from the top; `other` among them when it is. */
  top(count: number, measure: (totals: ShapeTotals) => number): ShapeTotals[] {
    return [...this.#totals.values(), this.#other]
      .filter((totals) => totals.count > 0)
      .sort((a, b) => measure(b) - measure(a))
      .slice(0, count)
      .map((totals) => ({ ...totals }));
  }

  #made({ shape, type }: Statement): ShapeTotals {
    if (this.#totals.size >= MAX_SHAPES) this.#halve();
    const totals = emptyTotals(shape, type);
    this.#totals.set(shape, totals);
    return totals;
  }

  /** Half at once, so that a stream of new shapes sorts once in 250 of them. */
  #halve(): void {
    const costliest = [...this.#totals.values()].sort((a, b) => b.totalMs - a.totalMs);
    for (const totals of costliest.slice(MAX_SHAPES / 2)) add(this.#other, totals);
    this.#totals = new Map(costliest.slice(0, MAX_SHAPES / 2).map((totals) => [totals.shape, totals]));
  }
}

function emptyTotals(shape: string, type: QueryType): ShapeTotals {
  return { shape, type, count: 0, slow: 0, errors: 0, totalMs: 0, maxMs: 0 };
}

function add(to: ShapeTotals, from: ShapeTotals): void {
  to.count += from.count;
  to.slow += from.slow;
  to.errors += from.errors;
  to.totalMs += from.totalMs;
  to.maxMs = Math.max(to.maxMs, from.maxMs);
}
