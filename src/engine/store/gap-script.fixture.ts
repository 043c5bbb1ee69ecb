import assert from "node:assert/strict";
import fc from "fast-check";
import type { Labels, SeriesId, TimeRange } from "../../model/index.ts";
import { only, type Store, samplesOf } from "./contract.fixture.ts";

/** One time at which something is written. */
interface GapTick {
  readonly afterMs: number;
  /** Series said to have ended before it is written, and when: counted from it, so that 0 is at the same time. */
  readonly ends: readonly (readonly [series: number, inMs: number])[];
  readonly values: readonly (readonly [series: number, bits: bigint])[];
}

const SERIES = 4;
const series = fc.nat({ max: SERIES - 1 });
const bits = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.integer({ min: 0, max: 99 }).map((value) => new BigUint64Array(Float64Array.of(value).buffer)[0]!),
);
const tick: fc.Arbitrary<GapTick> = fc.record({
  afterMs: fc.integer({ min: 1, max: 40 }),
  ends: fc.array(fc.tuple(series, fc.oneof(fc.constant(0), fc.integer({ min: -50, max: 50 }))), {
    maxLength: 2,
  }),
  values: fc.uniqueArray(fc.tuple(series, bits), { selector: ([one]) => one }),
});

/** Ticks that repeat for a while, so that windows are filled. */
export const gapScripts: fc.Arbitrary<readonly GapTick[]> = fc
  .array(fc.tuple(tick, fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 150 }))), {
    minLength: 1,
    maxLength: 12,
  })
  .map((repeated) => repeated.flatMap(([one, times]) => Array.from({ length: times }, () => one)));

type Written = Pick<Store, "series" | "append" | "end">;

const labelsOf = (one: number): Labels => ({ one: String(one) });

/** Plays a script to several stores, after a time. */
export function playGaps(stores: readonly Written[], script: readonly GapTick[], afterMs: number): void {
  for (const store of stores) {
    let nowMs = afterMs;
    for (const tick of script) {
      nowMs += tick.afterMs;
      for (const [one, inMs] of tick.ends) store.end(store.series("up", labelsOf(one)), nowMs + inMs);
      const ids = Uint32Array.from(tick.values, ([one]) => store.series("up", labelsOf(one)));
      const values = new Float64Array(BigUint64Array.from(tick.values, ([, value]) => value).buffer);
      store.append(nowMs, ids, values, ids.length);
    }
  }
}

interface Mark {
  /** The sample before it, when it was said. */
  readonly lastMs: number;
  readonly atMs: number;
}

/** What a store must hold, said in the plainest way. */
export class GapModel implements Written {
  readonly #samples = Array.from({ length: SERIES }, () => new Map<number, bigint>());
  readonly #marks = Array.from({ length: SERIES }, (): Mark[] => []);
  readonly #last = new Array<number>(SERIES).fill(Number.NaN);
  lastMs = 0;

  series(_: string, { one }: Labels): SeriesId {
    return Number(one);
  }

  append(timestampMs: number, ids: Uint32Array, values: Float64Array): void {
    this.lastMs = timestampMs;
    new BigUint64Array(values.buffer).forEach((value, i) => {
      this.#samples[ids[i]!]!.set(timestampMs, value);
      this.#last[ids[i]!] = timestampMs;
    });
  }

  end(id: SeriesId, atMs: number): void {
    const [marks, lastMs] = [this.#marks[id]!, this.#last[id]!];
    if (atMs > lastMs && marks.at(-1)?.lastMs !== lastMs) marks.push({ lastMs, atMs });
  }

  /** Says where a store does not hold the same, in all that it keeps and in parts of it. */
  check(store: Store): void {
    const { startMs, endMs } = store.extent()!;
    assert.equal(endMs, this.lastMs);
    const third = Math.floor((endMs - startMs) / 3);
    for (const range of [
      { startMs: -Infinity, endMs: Infinity },
      { startMs: startMs + third, endMs: endMs - third },
      { startMs: endMs - 7, endMs: endMs + 20 },
    ]) {
      for (let one = 0; one < SERIES; one++)
        assert.deepEqual(readOf(store, one, range), this.#within(one, range, startMs));
    }
  }

  #within(one: number, { startMs, endMs }: TimeRange, keptMs: number) {
    const samples = this.#samples[one]!;
    const marks = this.#marks[one]!.filter(({ lastMs, atMs }) => lastMs >= keptMs && !samples.has(atMs));
    const kept = [...samples].filter(([time]) => time >= keptMs);
    return [...kept, ...marks.map(({ atMs }) => [atMs, "mark"] as const)]
      .filter(([time]) => time >= startMs && time <= endMs)
      .sort(([a], [b]) => a - b);
  }
}

function readOf(store: Store, one: number, range: TimeRange) {
  const found = [...store.select("up", [only("one", String(one))])];
  assert.ok(found.length <= 1);
  return found.flatMap((series) => {
    const { timestampsMs, values, stale } = samplesOf(series, range);
    const words = new BigUint64Array(values.slice().buffer);
    return Array.from(timestampsMs, (time, i) => [time, stale?.[i] === 1 ? "mark" : words[i]!] as const);
  });
}
