import {
  type Matcher,
  type Series,
  type SeriesReader,
  type TimeRange,
  unmarkedSamples,
} from "../../model/index.ts";

export const SAMPLES_DEFAULT = 1000;
/** Four days at a tick of 15 s. */
export const SAMPLES_MOST = 23_040;
const SERIES_A_PAGE = 100;

export interface SamplesPage {
  /** Undefined: all that is kept. */
  readonly range: TimeRange | undefined;
  /** Samples of each series, the newest ones. */
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The samples of the series of these names, page by page in the order of the series' creation. */
export function samplesOf(
  store: SeriesReader,
  names: readonly string[],
  matchers: readonly Matcher[],
  { range, limit, cursor }: SamplesPage,
) {
  const kept = range ?? store.extent();
  const after = cursor === undefined ? -1 : Number(cursor);
  const rest = names
    .flatMap((name) => [...store.select(name, matchers)])
    .filter(({ id }) => id > after)
    .sort((a, b) => a.id - b.id);
  const page = kept === undefined ? [] : rest.slice(0, SERIES_A_PAGE);
  return {
    series: page.map((series) => ({
      name: series.name,
      labels: series.labels,
      samples: newest(series, kept!, limit),
    })),
    nextCursor: rest.length > SERIES_A_PAGE ? String(page.at(-1)!.id) : null,
  };
}

function newest(series: Series, range: TimeRange, limit: number): readonly (readonly [number, number])[] {
  const { timestampsMs, values } = unmarkedSamples(series, range);
  const first = Math.max(0, values.length - limit);
  return Array.from(values.subarray(first), (value, i) => [timestampsMs[first + i]!, value] as const);
}
