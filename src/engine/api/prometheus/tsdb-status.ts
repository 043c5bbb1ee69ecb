import type { Labels, Series } from "../../../model/index.ts";
import { badData } from "./api-error.ts";
import { type Route, whole } from "./asked.ts";
import { wholeNumber } from "./parameters.ts";
import { visitSeries } from "./selection.ts";

const DEFAULT_LIMIT = 10;

/** Which metrics and labels the store's series are of, and how many chunks their samples: one of each is being filled. */
export const tsdbStatus: Route = {
  takesForm: false,
  costs: true,
  answer: async (asked) => {
    const { given, context } = asked;
    const text = given.get("limit") ?? "";
    const limit = text === "" ? DEFAULT_LIMIT : (wholeNumber(text) ?? 0);
    if (limit < 1) throw badData("limit must be a positive number");
    const counts = new Counts();
    await visitSeries(asked, [], (series) => counts.add(series));
    const { startMs = 0, endMs = 0 } = context.store.extent() ?? {};
    return whole({
      headStats: {
        numSeries: counts.series,
        numLabelPairs: counts.pairs.size,
        chunkCount: counts.series + context.storeSize().chunks,
        minTime: startMs,
        maxTime: endMs,
      },
      seriesCountByMetricName: most(counts.names, limit),
      labelValueCountByLabelName: most(counts.values, limit),
      memoryInBytesByLabelName: most(counts.bytes, limit),
      seriesCountByLabelValuePair: most(counts.pairs, limit),
    });
  },
};

class Counts {
  series = 0;
  /** Series by metric. */
  readonly names = new Map<string, number>();
  /** Different values by label. */
  readonly values = new Map<string, number>();
  /** Bytes of the different values, by label. */
  readonly bytes = new Map<string, number>();
  /** Series by label and value. */
  readonly pairs = new Map<string, number>();

  add({ name, labels }: Series): void {
    this.series += 1;
    count(this.names, name, 1);
    const metric: Labels = { __name__: name, ...labels };
    for (const [label, value] of Object.entries(metric)) if (value !== "") this.#addPair(label, value);
  }

  #addPair(label: string, value: string): void {
    const pair = `${label}=${value}`;
    if (!this.pairs.has(pair)) {
      count(this.values, label, 1);
      count(this.bytes, label, Buffer.byteLength(value));
    }
    count(this.pairs, pair, 1);
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function most(counts: ReadonlyMap<string, number>, limit: number) {
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return sorted.slice(0, limit).map(([name, value]) => ({ name, value }));
}
