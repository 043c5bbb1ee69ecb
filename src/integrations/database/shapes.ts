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

/** What had been run of one shape at an earlier moment. */
type Mark = Pick<ShapeTotals, "count" | "totalMs">;

/** A shape's totals, and what they were at the two latest marks, the earlier one first. */
interface Tracked {
  readonly totals: ShapeTotals;
  marks: readonly [Mark, Mark];
}

/** What shapes have cost since the mark before the latest. */
export interface RecentShapes {
  /** What all took. */
  readonly totalMs: number;
  /** Those that took most, from the top. */
  readonly top: readonly (Mark & Pick<ShapeTotals, "shape">)[];
}

/** Totals of statements by their shape, of the costly ones at least. */
export class Shapes {
  #shapes = new Map<string, Tracked>();
  readonly #other = tracked(OTHER_SHAPES, "OTHER");

  of(statement: Statement): ShapeTotals {
    return (this.#shapes.get(statement.shape) ?? this.#made(statement)).totals;
  }

  /** The costliest shapes by a measure, from the top; `other` among them when it is. */
  top(count: number, measure: (totals: ShapeTotals) => number): ShapeTotals[] {
    return this.#all()
      .map(({ totals }) => totals)
      .filter((totals) => totals.count > 0)
      .sort((a, b) => measure(b) - measure(a))
      .slice(0, count)
      .map((totals) => ({ ...totals }));
  }

  /** Remembers how it stands now, for what is recent later on. */
  mark(): void {
    for (const it of this.#all()) {
      const { count, totalMs } = it.totals;
      it.marks = [it.marks[1], { count, totalMs }];
    }
  }

  recent(count: number): RecentShapes {
    const grown = this.#all()
      .map(({ totals, marks: [before] }) => ({
        shape: totals.shape,
        count: totals.count - before.count,
        totalMs: totals.totalMs - before.totalMs,
      }))
      .filter((it) => it.count > 0)
      .sort((a, b) => b.totalMs - a.totalMs);
    return { totalMs: grown.reduce((sum, it) => sum + it.totalMs, 0), top: grown.slice(0, count) };
  }

  #all(): Tracked[] {
    return [...this.#shapes.values(), this.#other];
  }

  #made({ shape, type }: Statement): Tracked {
    if (this.#shapes.size >= MAX_SHAPES) this.#halve();
    const made = tracked(shape, type);
    this.#shapes.set(shape, made);
    return made;
  }

  /** Half at once, so that a stream of new shapes sorts once in 250 of them. */
  #halve(): void {
    const costliest = [...this.#shapes.values()].sort((a, b) => b.totals.totalMs - a.totals.totalMs);
    for (const it of costliest.slice(MAX_SHAPES / 2)) add(this.#other, it);
    this.#shapes = new Map(costliest.slice(0, MAX_SHAPES / 2).map((it) => [it.totals.shape, it]));
  }
}

const NOTHING: Mark = { count: 0, totalMs: 0 };

function tracked(shape: string, type: QueryType): Tracked {
  return {
    totals: { shape, type, count: 0, slow: 0, errors: 0, totalMs: 0, maxMs: 0 },
    marks: [NOTHING, NOTHING],
  };
}

function add(to: Tracked, from: Tracked): void {
  to.totals.count += from.totals.count;
  to.totals.slow += from.totals.slow;
  to.totals.errors += from.totals.errors;
  to.totals.totalMs += from.totals.totalMs;
  to.totals.maxMs = Math.max(to.totals.maxMs, from.totals.maxMs);
  to.marks = [sum(to.marks[0], from.marks[0]), sum(to.marks[1], from.marks[1])];
}

function sum(a: Mark, b: Mark): Mark {
  return { count: a.count + b.count, totalMs: a.totalMs + b.totalMs };
}
