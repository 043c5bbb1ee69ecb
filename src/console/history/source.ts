import type { Client } from "../api/client.ts";
import { querySampleTimes } from "../api/promql.ts";
import { type SystemInfo, serverNow } from "../api/system-info.ts";

/** Who keeps the history that is asked for, and how. */
export interface Source {
  /** The matcher that picks this service's series, such as `service="reviews"`; empty where all are to be taken. */
  readonly matcher: string;
  /** How far apart samples are. */
  readonly scrapeMs: number;
}

/** A counter that each service with Farol exposes. */
const HEARTBEAT = "farol_engine_ticks_total";
/** Long enough for several scrapes, however rare. */
const LOOKBACK = "10m";
/** As the configuration has it that Farol writes for Prometheus. */
const USUAL_SCRAPE_MS = 15_000;

/** The engine itself, or a Prometheus of which nothing is known. */
export function presumedSource({ prometheusUrl, engine }: SystemInfo): Source {
  return { matcher: "", scrapeMs: prometheusUrl === null ? engine.tickMs : USUAL_SCRAPE_MS };
}

/**
 * Where history comes from. A Prometheus may keep other services' series under the same names, and scrapes when it was
 * told to: both is seen in what it holds of this service, with the `service` that Farol's configuration adds, or without.
 * @throws ApiError
 */
export async function findSource(client: Client, info: SystemInfo, signal: AbortSignal): Promise<Source> {
  if (info.prometheusUrl === null) return presumedSource(info);
  for (const matcher of [`service=${JSON.stringify(info.service)}`, ""]) {
    const query = `${HEARTBEAT}{${matcher}}[${LOOKBACK}]`;
    const scrapeMs = scrapeIntervalOf(await querySampleTimes(client, query, serverNow(info), signal));
    if (scrapeMs !== undefined) return { matcher, scrapeMs };
  }
  return presumedSource(info);
}

/** The usual distance of samples, in whole seconds; undefined when no series has two. */
function scrapeIntervalOf(series: readonly (readonly number[])[]): number | undefined {
  const gaps = series
    .flatMap((times) => times.slice(1).map((time, i) => time - times[i]!))
    .sort((a, b) => a - b);
  const median = gaps[Math.floor(gaps.length / 2)];
  return median === undefined ? undefined : Math.max(1, Math.round(median / 1000)) * 1000;
}
