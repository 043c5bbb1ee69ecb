import type { Labels, Samples, Series, SeriesId, TimeRange } from "../../model/index.ts";
import { WINDOW_TICKS, Window } from "./codec/window.ts";
import { SampleColumn } from "./sample-column.ts";
import type { TickLog } from "./tick-log.ts";
import { positionOf, type ValueTable } from "./value-table.ts";

const NO_SAMPLES: Samples = { timestampsMs: new Float64Array(0), values: new Float64Array(0) };
const FORGOTTEN = -1;
const scratch = new Window();

export interface StoredSeriesParts {
  readonly id: SeriesId;
  readonly name: string;
  readonly labels: Labels;
  readonly row: number;
  readonly log: TickLog;
  readonly table: ValueTable;
}

/** One series: a row of the table of all values. */
export class StoredSeries implements Series {
  readonly id: SeriesId;
  readonly name: string;
  readonly labels: Labels;
  readonly #log: TickLog;
  readonly #table: ValueTable;
  #row: number;
  /** When somebody said that it had ended, by the tick before. */
  #ends: Map<number, number> | undefined;

  constructor({ id, name, labels, row, log, table }: StoredSeriesParts) {
    this.id = id;
    this.name = name;
    this.labels = labels;
    this.#row = row;
    this.#log = log;
    this.#table = table;
  }

  /** Its row in the table of values. */
  get row(): number {
    return this.#row;
  }

  get isForgotten(): boolean {
    return this.#row === FORGOTTEN;
  }

  /** Whether nothing of it is kept. */
  get isEmpty(): boolean {
    return this.isForgotten || this.#table.lastTick(this.#row) < this.#log.first;
  }

  /** Whether somebody said that it has ended, and nothing was written since. */
  get isEnded(): boolean {
    return this.#ends?.has(this.#table.lastTick(this.#row)) ?? false;
  }

  get ends(): ReadonlyMap<number, number> | undefined {
    return this.#ends;
  }

  end(timestampMs: number): void {
    this.endAfter(this.#table.lastTick(this.#row), timestampMs);
  }

  endAfter(tick: number, timestampMs: number): void {
    this.#ends ??= new Map();
    for (const old of this.#ends.keys()) if (old < this.#log.first) this.#ends.delete(old);
    if (!this.#ends.has(tick)) this.#ends.set(tick, timestampMs);
  }

  /** Its row becomes another's; whoever still has this one reads nothing any more. */
  forget(): void {
    this.#row = FORGOTTEN;
  }

  samples(range: TimeRange): Samples {
    if (this.isEmpty) return NO_SAMPLES;
    const [log, table, row] = [this.#log, this.#table, this.#row];
    const first = Math.max(log.first, table.firstTick(row));
    const from = Math.max(first, log.atOrAfter(range.startMs));
    const to = Math.min(table.lastTick(row) + 1, log.after(range.endMs));
    const before = from - 1 >= first && table.has(row, from - 1) ? from - 1 : undefined;
    const column = new SampleColumn(log, range, this.#ends, Math.max(0, to - from), before);
    for (let tick = from; tick < to; ) {
      const start = tick - positionOf(row, tick);
      const end = Math.min(to, start + WINDOW_TICKS);
      table.readWindow(row, tick, scratch);
      column.add({ window: scratch, start, from: tick, to: end });
      tick = end;
    }
    return column.finish();
  }
}
