import type {
  Family,
  Labels,
  Matcher,
  Series,
  SeriesId,
  SeriesReader,
  SeriesWriter,
  TimeRange,
} from "../../model/index.ts";
import { withNewest } from "./with-newest.ts";

/** What a tick has of one series: a sample, or the mark that it ended. */
export interface TickSample {
  readonly id: SeriesId;
  readonly timestampMs: number;
  readonly value: number | "ended";
}

/** Why a sample was not taken, in Prometheus' words. */
export type AppendFault = "duplicate sample for timestamp" | "out of order sample";

interface Entry extends TickSample {
  readonly name: string;
  readonly labels: Labels;
}

/**
 * A store together with what a tick adds to it. A store takes all samples of a tick at once, at its end; through this,
 * rules see before that what those before them have yielded.
 */
export class TickOverlay implements SeriesReader {
  readonly #reader: SeriesReader;
  readonly #writer: Pick<SeriesWriter, "series">;
  readonly #entries = new Map<SeriesId, Entry>();
  readonly #byName = new Map<string, Map<SeriesId, Entry>>();

  /** @param writer Numbers series as the reader does. Nothing is written to it. */
  constructor(reader: SeriesReader, writer: Pick<SeriesWriter, "series">) {
    this.#reader = reader;
    this.#writer = writer;
  }

  /** What was added, to be appended to the store; each series once. */
  get samples(): Iterable<TickSample> {
    return this.#entries.values();
  }

  /**
   * Adds a sample of a series. As in Prometheus the first one stands: another value at its time is refused.
   * @returns the series' number, or why the sample was not taken
   */
  append(name: string, labels: Labels, timestampMs: number, value: number): SeriesId | AppendFault {
    const id = this.#writer.series(name, labels);
    const before = this.#entries.get(id);
    if (before !== undefined && before.timestampMs > timestampMs) return "out of order sample";
    if (before?.timestampMs === timestampMs && !Object.is(before.value, value))
      return "duplicate sample for timestamp";
    this.#add({ id, name, labels, timestampMs, value });
    return id;
  }

  /** Marks that a series ended, unless it has a sample at that time or later. */
  end(id: SeriesId, name: string, labels: Labels, timestampMs: number): void {
    const before = this.#entries.get(id);
    if (before !== undefined && before.timestampMs >= timestampMs) return;
    this.#add({ id, name, labels, timestampMs, value: "ended" });
  }

  select(name: string | undefined, matchers: readonly Matcher[]): Iterable<Series> {
    const added = name === undefined ? this.#entries : this.#byName.get(name);
    const found = this.#reader.select(name, matchers);
    return added === undefined || added.size === 0 ? found : together(found, added, matchers);
  }

  names(): readonly string[] {
    return [...new Set([...this.#reader.names(), ...this.#byName.keys()])].sort();
  }

  family(seriesName: string): Family | undefined {
    return this.#reader.family(seriesName);
  }

  extent(): TimeRange | undefined {
    const times = [...this.#entries.values()].map(({ timestampMs }) => timestampMs);
    const base = this.#reader.extent();
    if (times.length === 0) return base;
    const { startMs = Number.POSITIVE_INFINITY, endMs = Number.NEGATIVE_INFINITY } = base ?? {};
    return {
      startMs: times.reduce((a, b) => Math.min(a, b), startMs),
      endMs: times.reduce((a, b) => Math.max(a, b), endMs),
    };
  }

  #add(entry: Entry): void {
    this.#entries.set(entry.id, entry);
    const named = this.#byName.get(entry.name);
    if (named === undefined) this.#byName.set(entry.name, new Map([[entry.id, entry]]));
    else named.set(entry.id, entry);
  }
}

function* together(
  found: Iterable<Series>,
  added: ReadonlyMap<SeriesId, Entry>,
  matchers: readonly Matcher[],
): Iterable<Series> {
  const met = new Set<SeriesId>();
  for (const series of found) {
    const entry = added.get(series.id);
    if (entry !== undefined) met.add(series.id);
    yield entry === undefined ? series : withNewest(series, entry);
  }
  // a store does not know of series yet that have no sample there
  for (const entry of added.values())
    if (!met.has(entry.id) && matchers.every((one) => one.matches(labelOf(entry, one.label))))
      yield withNewest(emptySeries(entry), entry);
}

function labelOf({ name, labels }: Entry, label: string): string {
  return label === "__name__" ? name : (labels[label] ?? "");
}

function emptySeries({ id, name, labels }: Entry): Series {
  const nothing = { timestampsMs: new Float64Array(0), values: new Float64Array(0) };
  return { id, name, labels, samples: () => nothing };
}
