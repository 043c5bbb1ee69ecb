import {
  type Family,
  FarolError,
  type Labels,
  labelsKey,
  type Matcher,
  type Series,
  type SeriesId,
  type SeriesReader,
  type SeriesWriter,
  type TimeRange,
} from "../../model/index.ts";
import { CHUNK_SAMPLES } from "./chunk.ts";
import { StoredSeries } from "./stored-series.ts";
import { TickLog } from "./tick-log.ts";

/** A day at a tick of 15 s. */
export const KEPT_SAMPLES = 5760;

/** What a store takes. */
export interface StoreSize {
  readonly series: number;
  readonly samples: number;
  /** Bytes of the samples' values. */
  readonly bytes: number;
}

/** History in memory: at least the last `keptSamples` ticks of each series, and all that is younger. */
export class MemoryStore implements SeriesReader, SeriesWriter {
  readonly #keptSamples: number;
  readonly #log: TickLog;
  readonly #families = new Map<string, Family>();
  readonly #byId: (StoredSeries | undefined)[] = [];
  readonly #byKey = new Map<string, StoredSeries>();
  readonly #byName = new Map<string, Set<StoredSeries>>();
  #names: readonly string[] | undefined;
  #lastMs = Number.NEGATIVE_INFINITY;
  #size: StoreSize | undefined;

  /** `keptSamples`: default 5,760. */
  constructor(keptSamples = KEPT_SAMPLES) {
    this.#keptSamples = keptSamples;
    this.#log = new TickLog(2 * (keptSamples + CHUNK_SAMPLES));
  }

  declare(family: Family): void {
    for (const name of seriesNames(family)) this.#families.set(name, family);
  }

  family(seriesName: string): Family | undefined {
    return this.#families.get(seriesName);
  }

  series(name: string, labels: Labels): SeriesId {
    const key = labelsKey(name, labels);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known.id;
    const made = new StoredSeries(this.#byId.length, name, labels, this.#log);
    this.#byId.push(made);
    this.#byKey.set(key, made);
    const namesakes = this.#byName.get(name);
    if (namesakes !== undefined) namesakes.add(made);
    else {
      this.#byName.set(name, new Set([made]));
      this.#names = undefined;
    }
    return made.id;
  }

  /** @throws FarolError FAROL_STORE_ORDER when the time is not after that of the call before. */
  append(timestampMs: number, ids: Uint32Array, values: Float64Array, count: number): void {
    if (!(timestampMs > this.#lastMs)) throw notAscending(timestampMs, this.#lastMs);
    const tick = this.#log.next;
    this.#log.append(timestampMs);
    this.#lastMs = timestampMs;
    this.#size = undefined;
    for (let i = 0; i < count; i++) this.#byId[ids[i]!]?.append(tick, values[i]!);
    if (tick % CHUNK_SAMPLES === 0) this.#forgetBefore(tick - this.#keptSamples);
  }

  end(id: SeriesId, _timestampMs: number): void {
    const series = this.#byId[id];
    // A tick without the series is its absence; all there is to remember is that it need not be kept for ever.
    if (series !== undefined) series.ended = true;
  }

  *select(name: string, matchers: readonly Matcher[]): Iterable<Series> {
    for (const series of this.#byName.get(name) ?? []) {
      if (series.isEmpty) continue;
      const matches = matchers.every((matcher) => matcher.matches(labelOf(series, matcher.label)));
      if (matches) yield series;
    }
  }

  names(): readonly string[] {
    this.#names ??= [...this.#byName.keys()].sort();
    return this.#names;
  }

  extent(): TimeRange | undefined {
    const { first, next } = this.#log;
    return next === first ? undefined : { startMs: this.#log.timeOf(first), endMs: this.#lastMs };
  }

  /** Counts what is kept as of the last tick; takes a walk over all series once a tick. */
  size(): StoreSize {
    this.#size ??= this.#measure();
    return this.#size;
  }

  #measure(): StoreSize {
    const all = [...this.#byKey.values()];
    return {
      series: all.length,
      samples: all.reduce((sum, { samplesKept }) => sum + samplesKept, 0),
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  #forgetBefore(tick: number): void {
    for (const [key, series] of this.#byKey) {
      series.forgetBefore(tick);
      if (!series.ended || !series.isEmpty) continue;
      this.#byKey.delete(key);
      this.#byId[series.id] = undefined;
      this.#forgetName(series);
    }
  }

  #forgetName(series: StoredSeries): void {
    const namesakes = this.#byName.get(series.name)!;
    namesakes.delete(series);
    if (namesakes.size > 0) return;
    this.#byName.delete(series.name);
    this.#names = undefined;
  }
}

function seriesNames({ name, type }: Family): readonly string[] {
  return type === "histogram" ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}

function labelOf({ name, labels }: Series, label: string): string {
  return label === "__name__" ? name : (labels[label] ?? "");
}

function notAscending(timestampMs: number, lastMs: number): FarolError {
  return new FarolError({
    code: "FAROL_STORE_ORDER",
    found: `a sample at ${timestampMs} ms after one at ${lastMs} ms`,
    rule: "samples are appended in the order of their time",
    cure: "Leave the sample out until the clock has caught up.",
  });
}
