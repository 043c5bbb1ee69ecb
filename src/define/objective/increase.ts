import { type EventCounter, parseDuration } from "../../model/index.ts";
import { type Definition, seriesOf } from "./definition.ts";
import { durationText, rangeText } from "./duration-text.ts";

/** How many events there were in a window. */
export function totalIn(definition: Definition, ms: number): string {
  const { indicator } = definition;
  return scaled(sumIn(indicator.total, definition, ms, indicator.total.length > 1), definition, ms);
}

/** How many of them were bad. None when no series has counted any yet. */
export function errorsIn(definition: Definition, ms: number): string {
  const { events, counts } = definition.indicator;
  const counted = scaled(sumIn(events, definition, ms, true), definition, ms);
  if (counts === "bad") return counted;
  // Never negative: a scrape may fall between the two counters of one event.
  return `clamp_min(${seriesOf(definition, `total:increase${durationText(ms)}`)} - on () (${counted}), 0)`;
}

function sumIn(
  counters: readonly EventCounter[],
  definition: Definition,
  ms: number,
  orZero: boolean,
): string {
  const range = rangeText(rangeMs(definition, ms));
  const sums = counters.map(({ text }) => `sum(increase(${text}[${range}]))`);
  return sums.map((sum) => (orZero ? `(${sum} or vector(0))` : sum)).join(" + ");
}

/**
 * The range is longer by one scrape, and Prometheus' extrapolation to that length is taken back. So a window counts the
 * increases between exactly its own scrapes, and of windows that follow each other each event is in one: with a plain
 * `increase(…[5m])` those between the last scrape of one and the first of the next are in none.
 */
function scaled(sum: string, definition: Definition, ms: number): string {
  const whole = sum.includes(" + ") ? `(${sum})` : sum;
  return `${whole} * ${ms / 1000} / ${rangeMs(definition, ms) / 1000}`;
}

function rangeMs({ scrapeInterval }: Definition, ms: number): number {
  return ms + parseDuration(scrapeInterval);
}
