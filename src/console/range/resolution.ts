const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Points that a chart is asked for at most; about one for each two pixels of a wide chart. A day's are 5 min apart. */
const POINTS = 288;

/** Steps that people count in. */
const ROUND_MS = [
  ...[1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];

/** How far apart a chart's points are, Grafana's `$__interval`: a round time, and no shorter than samples are apart. */
export function stepFor(lengthMs: number, scrapeMs: number): number {
  const leastMs = lengthMs / POINTS;
  const roundMs = ROUND_MS.find((stepMs) => stepMs >= leastMs) ?? Math.ceil(leastMs / DAY) * DAY;
  return Math.max(roundMs, scrapeMs);
}

/**
 * How far back a rate looks, Grafana's `$__rate_interval`: from point to point without a gap, and over four samples, so
 * that a scrape which is missing leaves enough of them.
 */
export function rateWindowFor(stepMs: number, scrapeMs: number): number {
  return Math.max(4 * scrapeMs, stepMs + scrapeMs);
}
