import type { Matcher, Series, SeriesReader, TimeRange } from "../../../model/index.ts";
import { compileMatcher } from "../../../promql/index.ts";
import type { ApiError } from "./api-error.ts";
import type { Asked } from "./asked.ts";
import { Pace } from "./pace.ts";
import { parsed } from "./parameters.ts";

/** What a store is asked for. */
export interface Selector {
  /** Undefined where only `matchers` say it. */
  readonly name: string | undefined;
  readonly matchers: readonly Matcher[];
}

const EVERYTHING: Selector = { name: undefined, matchers: [] };
const EMPTY = /must contain at least one non-empty matcher/;
const NO_MATCHER = "match[] must contain at least one non-empty matcher";
/** How far back a series that still has samples is looked for first. */
const RECENT_MS = 300_000;

/**
 * The selectors of `match[]`.
 * @param refuse Makes the error of what is none
 */
export function selectorsGiven(given: URLSearchParams, refuse: (reason: string) => ApiError): Selector[] {
  return given.getAll("match[]").map((text) => {
    const selector = parsed(text, (reason) => refuse(EMPTY.test(reason) ? NO_MATCHER : reason));
    if (selector.kind !== "selector" || selector.at || selector.offset || selector.edges)
      throw refuse(`1:1: parse error: ${text} is no series selector`);
    const { name, matchers } = selector;
    return { name, matchers: matchers.map((one) => compileMatcher(one, "v3")) };
  });
}

/** Visits each series that a selector is about, or each that there is when there is no selector; some perhaps twice. */
export async function visitSeries(
  asked: Asked,
  selectors: readonly Selector[],
  visit: (series: Series) => void,
): Promise<void> {
  const pace = new Pace(asked);
  for (const selector of selectors.length > 0 ? selectors : [EVERYTHING])
    for (const series of asked.context.store.select(selector.name, selector.matchers)) {
      visit(series);
      if (pace.isDue) await pace.pause();
    }
}

/** Whether a series has samples in a time; in any when none is given. The newest are looked at first, as most have them. */
export function hasSamples(store: SeriesReader, range: TimeRange | undefined): (series: Series) => boolean {
  const extent = store.extent();
  if (range === undefined || extent === undefined) return () => extent !== undefined;
  const startMs = Math.max(range.startMs, extent.startMs);
  const endMs = Math.min(range.endMs, extent.endMs);
  if (startMs > endMs) return () => false;
  const recent = { startMs: Math.max(startMs, endMs - RECENT_MS), endMs };
  const isIn = (series: Series, span: TimeRange) => series.samples(span).values.length > 0;
  return (series) => isIn(series, recent) || isIn(series, { startMs, endMs });
}
