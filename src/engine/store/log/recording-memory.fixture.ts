import {
  type Family,
  type Labels,
  labelsKey,
  type Matcher,
  type Series,
  type SeriesId,
  type TimeRange,
} from "../../../model/index.ts";
import type { Memory, MemoryKind } from "./memory.ts";

interface Recorded {
  readonly name: string;
  readonly labels: Labels;
  /** Times, and each value's bits as text. */
  readonly samples: [timestampMs: number, bits: string][];
  readonly ends: number[];
}

/** A store that remembers what it was given, bit for bit, and nothing else. */
export class RecordingMemory implements Memory {
  readonly forgotten = 0;
  readonly families: Family[] = [];
  readonly recorded: Recorded[] = [];
  #ids = new Map<string, SeriesId>();
  #lastMs = Number.NEGATIVE_INFINITY;

  declare(family: Family): void {
    this.families.push(family);
  }

  family(name: string): Family | undefined {
    return this.families.findLast((family) => family.name === name);
  }

  series(name: string, labels: Labels): SeriesId {
    const key = labelsKey(name, labels);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.recorded.length);
    return this.recorded.push({ name, labels, samples: [], ends: [] }) - 1;
  }

  append(timestampMs: number, ids: Uint32Array, values: Float64Array, count: number): void {
    if (!(timestampMs > this.#lastMs)) throw new Error(`${timestampMs} after ${this.#lastMs}`);
    this.#lastMs = timestampMs;
    const bits = new BigUint64Array(values.buffer, values.byteOffset, count);
    for (const [i, value] of bits.entries()) {
      this.recorded[ids[i]!]?.samples.push([timestampMs, value.toString(16)]);
    }
  }

  has(id: SeriesId): boolean {
    return id < this.recorded.length;
  }

  end(id: SeriesId, timestampMs: number): boolean {
    const { samples, ends } = this.recorded[id]!;
    const hasEnded = ends.length > 0 && ends.at(-1)! > (samples.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY);
    if (!hasEnded) ends.push(timestampMs);
    return !hasEnded;
  }

  *select(name: string | undefined, matchers: readonly Matcher[]): Iterable<Series> {
    for (const [id, { name: own, labels, samples }] of this.recorded.entries()) {
      if (own !== name || !matchers.every(({ label, matches }) => matches(labels[label] ?? ""))) continue;
      yield { id, name, labels, samples: (range) => columns(samples, range) };
    }
  }

  names(): readonly string[] {
    return [...new Set(this.recorded.map(({ name }) => name))].sort();
  }

  extent(): TimeRange | undefined {
    const starts = this.recorded.map(({ samples }) => samples[0]?.[0] ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(this.#lastMs) ? { startMs: Math.min(...starts), endMs: this.#lastMs } : undefined;
  }

  /** All samples, by series; those without any left out. */
  content(): Readonly<Record<string, Recorded["samples"]>> {
    const full = this.recorded.filter(({ samples }) => samples.length > 0);
    return Object.fromEntries(full.map(({ name, labels, samples }) => [labelsKey(name, labels), samples]));
  }

  /** All ends up to the last tick. */
  ends(): Readonly<Record<string, readonly number[]>> {
    const ended = this.recorded.map(({ name, labels, ends }) => {
      return [labelsKey(name, labels), ends.filter((endMs) => endMs <= this.#lastMs)] as const;
    });
    return Object.fromEntries(ended.filter(([, ends]) => ends.length > 0));
  }

  static of({ families, recorded, lastMs }: Snapshot): RecordingMemory {
    const store = new RecordingMemory();
    for (const family of families) store.declare(family);
    for (const { name, labels, samples, ends } of recorded) {
      const { samples: into, ends: endsInto } = store.recorded[store.series(name, labels)]!;
      into.push(...samples);
      endsInto.push(...ends);
    }
    store.#lastMs = lastMs;
    return store;
  }

  snapshot(): Snapshot {
    return { families: this.families, recorded: this.recorded, lastMs: this.#lastMs };
  }
}

interface Snapshot {
  readonly families: readonly Family[];
  readonly recorded: readonly Recorded[];
  readonly lastMs: number;
}

/** Its snapshots are JSON, in chunks of a few bytes. */
export const recording: MemoryKind<RecordingMemory> = {
  absence: "ends",
  empty: () => new RecordingMemory(),
  write: (store) => {
    const bytes = Buffer.from(JSON.stringify(store.snapshot()));
    const parts = Math.ceil(bytes.length / 100);
    return Array.from({ length: parts }, (_, i) => bytes.subarray(100 * i, 100 * (i + 1)));
  },
  read: (chunks) => RecordingMemory.of(JSON.parse(Buffer.concat([...chunks]).toString())),
};

function columns(samples: Recorded["samples"], { startMs, endMs }: TimeRange) {
  const within = samples.filter(([timestampMs]) => timestampMs >= startMs && timestampMs <= endMs);
  const bits = BigUint64Array.from(within, ([, value]) => BigInt(`0x${value}`));
  return {
    timestampsMs: Float64Array.from(within, ([timestampMs]) => timestampMs),
    values: new Float64Array(bits.buffer),
  };
}
