import type { Labels, Samples, Series, SeriesId, TimeRange } from "../../model/index.ts";
import { Chunk } from "./chunk.ts";
import type { TickLog } from "./tick-log.ts";

/** One series and all its chunks, oldest first. A tick that no chunk covers is one at which it was absent. */
export class StoredSeries implements Series {
  readonly id: SeriesId;
  readonly name: string;
  readonly labels: Labels;
  readonly #log: TickLog;
  readonly #chunks: Chunk[] = [];
  /** Whether somebody said that it has ended, and nothing was appended since. */
  ended = false;

  constructor(id: SeriesId, name: string, labels: Labels, log: TickLog) {
    this.id = id;
    this.name = name;
    this.labels = labels;
    this.#log = log;
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  get samplesKept(): number {
    return this.#chunks.reduce((sum, { firstTick, nextTick }) => sum + nextTick - firstTick, 0);
  }

  get bytes(): number {
    return this.#chunks.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  append(tick: number, value: number): void {
    const last = this.#chunks.at(-1);
    if (last !== undefined && last.nextTick === tick && !last.isFull) last.push(value);
    else this.#chunks.push(new Chunk(tick, value));
    this.ended = false;
  }

  /** Forgets the chunks that lie wholly before a tick. */
  forgetBefore(tick: number): void {
    while (this.#chunks.length > 0 && this.#chunks[0]!.nextTick <= tick) this.#chunks.shift();
  }

  samples({ startMs, endMs }: TimeRange): Samples {
    const begin = this.#log.atOrAfter(startMs);
    const end = this.#lastUpTo(endMs);
    const parts = this.#chunks
      .map((chunk) => ({ chunk, from: Math.max(begin, chunk.firstTick), to: Math.min(end, chunk.nextTick) }))
      .filter(({ from, to }) => from < to);
    const length = parts.reduce((sum, { from, to }) => sum + to - from, 0);
    const samples = { timestampsMs: new Float64Array(length), values: new Float64Array(length) };
    let at = 0;
    for (const { chunk, from, to } of parts) {
      this.#log.copy(from, to, samples.timestampsMs, at);
      chunk.copy(from, to, samples.values, at);
      at += to - from;
    }
    return samples;
  }

  /** Number of the first tick after a time. */
  #lastUpTo(endMs: number): number {
    const tick = this.#log.atOrAfter(endMs);
    return tick < this.#log.next && this.#log.timeOf(tick) === endMs ? tick + 1 : tick;
  }
}
