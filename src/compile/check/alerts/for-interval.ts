import { isAlert } from "../../../alerting/index.ts";
import { type AlertRule, type Duration, FarolError, parseDuration } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";

/** How many intervals an alert waits at least, if it waits. */
const WAITS = 2;

/** A `for` that a single sample decides, or that is no length of time. */
export const forInterval: Check = {
  code: "FAROL_FOR_INTERVAL",
  level: "warning",
  title: "A `for` that waits for nothing",
  why: "An alert waits for as long as its `for` says, so that one bad sample wakes nobody. Prometheus looks once an interval: a `for` of less than two of them is over at the next look, and has hardly seen another sample. Let it wait for longer, or leave `for` out where one sample is enough.",
  find: ({ monitoring, stack }) =>
    monitoring.rules
      .filter(isAlert)
      .flatMap((alert) => [
        ...unreadable(alert, "for"),
        ...unreadable(alert, "keepFiringFor"),
        ...tooShort(alert, stack.interval),
      ]),
};

function unreadable({ name, place, ...alert }: AlertRule, field: "for" | "keepFiringFor"): Found[] {
  const duration = alert[field];
  if (duration === undefined || lengthOf(duration) !== undefined) return [];
  return [
    {
      place,
      found: `${field}: ${JSON.stringify(duration)} of alert "${name}"`,
      rule: "Prometheus reads whole numbers with units from the largest to the smallest, such as 1h30m",
      cure: 'Write it like "10m".',
    },
  ];
}

function tooShort({ name, place, for: waits = "0s" }: AlertRule, interval: Duration): Found[] {
  const length = lengthOf(waits) ?? 0;
  const least = WAITS * parseDuration(interval);
  if (length === 0 || length >= least) return [];
  return [
    {
      place,
      found: `for: "${waits}" of alert "${name}"`,
      rule: `Prometheus looks every ${interval}, and two looks are ${least / 1000} s`,
      cure: "Let it wait for at least that, or leave `for` out.",
    },
  ];
}

/** In milliseconds; undefined for what is no duration, which JavaScript can write. */
function lengthOf(duration: Duration): number | undefined {
  try {
    return parseDuration(duration);
  } catch (error) {
    if (error instanceof FarolError) return undefined;
    throw error;
  }
}
