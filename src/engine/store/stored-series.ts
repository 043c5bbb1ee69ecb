import type { Labels, SampleBuffer, Samples, Series, SeriesId, TimeRange } from "../../model/index.ts";
import type { Absence } from "./absence.ts";
import { WINDOW_TICKS, Window } from "./codec/window.ts";
import { GatheredValues } from "./gathered-values.ts";
import { withMarks } from "./marked-samples.ts";
import { type Endings, SampleColumn } from "./sample-column.ts";
import type { TickLog } from "./tick-log.ts";
import { positionOf, type ValueTable } from "./value-table.ts";

const NO_SAMPLES: Samples = { timestampsMs: new Float64Array(0), values: new Float64Array(0) };
const NONE: readonly number[] = [];
const FORGOTTEN = -1;
const scratch = new Window();
const gathered = new GatheredValues();

export interface StoredSeriesParts {
  readonly id: SeriesId;
  readonly name: string;
  readonly labels: Labels;
  readonly row: number;
  readonly log: TickLog;
  readonly table: ValueTable;
  readonly absence: Absence;
}

/** Ticks `from` to before `to`, of a series that is known since `first`. */
interface Span {
  readonly first: number;
  readonly from: number;
  readonly to: number;
}

/** One series: a row of the table of all values. */
export class StoredSeries implements Series {
  readonly id: SeriesId;
  readonly name: string;
  readonly labels: Labels;
  readonly #log: TickLog;
  readonly #table: ValueTable;
  readonly #absence: Absence;
  #row: number;
  /** When somebody said that it had ended, by the tick before. */
  #ends: Map<number, number> | undefined;

  constructor({ id, name, labels, row, log, table, absence }: StoredSeriesParts) {
    this.id = id;
    this.name = name;
    this.labels = labels;
    this.#row = row;
    this.#log = log;
    this.#table = table;
    this.#absence = absence;
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

  /** Whether nothing of it is kept, and nothing is to be expected: it ended, or all that it had was long ago. */
  get isOver(): boolean {
    if (!this.isEmpty) return false;
    return this.isEnded || (this.#absence === "gap" && this.#table.lastTick(this.#row) >= 0);
  }

  get ends(): ReadonlyMap<number, number> | undefined {
    return this.#ends;
  }

  /** @returns Whether that is news: it is not where it has ended already, or was there since. */
  end(timestampMs: number): boolean {
    return this.endAfter(this.#table.lastTick(this.#row), timestampMs);
  }

  /** As `end`, after a tick that may be long ago. */
  endAfter(tick: number, timestampMs: number): boolean {
    this.#ends ??= new Map();
    for (const old of this.#ends.keys()) if (old < this.#log.first) this.#ends.delete(old);
    if (this.#ends.has(tick) || this.#isLate(tick, timestampMs)) return false;
    this.#ends.set(tick, timestampMs);
    return true;
  }

  /** Its row becomes another's; whoever still has this one reads nothing any more. */
  forget(): void {
    this.#row = FORGOTTEN;
  }

  samples(range: TimeRange, into?: SampleBuffer): Samples {
    if (this.isEmpty) return NO_SAMPLES;
    const span = this.#spanOf(range);
    if (this.#mayBeMarked(span, range)) return this.#marked(span, range);
    const present = this.#present(span, into);
    const isWhole = present.values.length === span.to - span.from;
    return isWhole || this.#absence === "gap" ? present : this.#marked(span, range);
  }

  unmarked(range: TimeRange, into?: SampleBuffer): Samples {
    return this.isEmpty ? NO_SAMPLES : this.#present(this.#spanOf(range), into);
  }

  newest(range: TimeRange, into?: SampleBuffer): Samples {
    if (this.isEmpty) return NO_SAMPLES;
    const { first, from, to } = this.#spanOf(range);
    const last = { first, from: Math.max(from, to - 1), to };
    const present = this.#mayBeMarked(last, range) ? NO_SAMPLES : this.#present(last, into);
    return present.values.length === 1 ? present : this.samples(range, into);
  }

  /** The ticks of a range at which it may have been there. */
  #spanOf({ startMs, endMs }: TimeRange): Span {
    const [log, table, row] = [this.#log, this.#table, this.#row];
    const first = Math.max(log.first, table.firstTick(row));
    const from = Math.max(first, log.atOrAfter(startMs));
    const to = Math.min(table.lastTick(row) + 1, log.after(endMs));
    return { first, from, to };
  }

  /** The samples of a span; their times are those of all series that were there at the same ticks. */
  #present({ from, to }: Span, into: SampleBuffer | undefined): Samples {
    if (to <= from) return NO_SAMPLES;
    const room = into?.room(to - from) ?? new Float64Array(to - from);
    gathered.begin(room);
    this.#table.gather(this.#row, from, to, gathered);
    const { count, runs } = gathered;
    if (count === 0) return NO_SAMPLES;
    return { timestampsMs: this.#log.timesOf(runs), values: into?.of(count) ?? room.subarray(0, count) };
  }

  /** Samples with marks, put together tick by tick. */
  #marked({ first, from, to }: Span, range: TimeRange): Samples {
    const [log, table, row] = [this.#log, this.#table, this.#row];
    const column = new SampleColumn(log, range, Math.max(0, to - from), this.#endings(first, from));
    for (let tick = from; tick < to; ) {
      const start = tick - positionOf(row, tick);
      const end = Math.min(to, start + WINDOW_TICKS);
      table.readWindow(row, tick, scratch);
      column.add({ window: scratch, start, from: tick, to: end });
      tick = end;
    }
    const samples = column.finish();
    const marksMs = this.#absence === "gap" ? this.#endsWithin(range) : NONE;
    return marksMs.length === 0 ? samples : withMarks(samples, marksMs);
  }

  #mayBeMarked({ from, to }: Span, range: TimeRange): boolean {
    if (this.#absence === "gap") return this.#endsWithin(range).length > 0;
    const isMissedNext = to < this.#log.next && this.#log.timeOf(to) <= range.endMs;
    return isMissedNext || this.#isSaidWithin(from - 1, to);
  }

  /** Whether somebody said, between these ticks, that it had ended; most of what was said is of a restart long ago. */
  #isSaidWithin(from: number, to: number): boolean {
    for (const tick of this.#ends?.keys() ?? []) if (tick >= from && tick < to) return true;
    return false;
  }

  /** Whether it was there at that time, or later. */
  #isLate(tick: number, timestampMs: number): boolean {
    const isKept = this.#absence === "gap" && tick >= this.#log.first;
    return isKept && timestampMs <= this.#log.timeOf(tick);
  }

  /** What is to be known of its ends before it is read from a tick on, as absence may end it. */
  #endings(first: number, from: number): Endings | undefined {
    if (this.#absence === "gap") return undefined;
    const wasThere = from - 1 >= first && this.#table.has(this.#row, from - 1);
    return { said: this.#ends, tickBefore: wasThere ? from - 1 : undefined };
  }

  /** When it was said to have ended within a range, ascending, after a sample that is kept. */
  #endsWithin({ startMs, endMs }: TimeRange): readonly number[] {
    if (this.#ends === undefined) return NONE;
    const kept = [...this.#ends].filter(([tick]) => tick >= this.#log.first).map(([, endedMs]) => endedMs);
    return kept.filter((endedMs) => endedMs >= startMs && endedMs <= endMs).sort((a, b) => a - b);
  }
}
