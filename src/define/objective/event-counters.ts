import { type CounterDeclaration, type EventCounter, FarolError } from "../../model/index.ts";
import type { Selector } from "../select.ts";

/** What counts events: a counter, series of one, or of a histogram (`countOf`, `atMost`). */
export type ObjectiveEvents = CounterDeclaration | Selector;

/**
 * The counters of an objective, one or several that are added.
 * @throws FarolError FAROL_OBJECTIVE_EVENTS for what does not count events
 */
export function eventCounters(events: ObjectiveEvents | readonly ObjectiveEvents[]): readonly EventCounter[] {
  return (Array.isArray(events) ? events : [events]).map(eventCounter);
}

function eventCounter(events: ObjectiveEvents): EventCounter {
  const counter = "type" in events ? { text: events.name, metric: events } : events;
  if (!isCount(counter)) {
    throw new FarolError({
      code: "FAROL_OBJECTIVE_EVENTS",
      found: `${counter.text}, of the ${counter.metric.type} ${counter.metric.name}`,
      rule: "an objective is about events that are counted",
      cure: "Take a counter, or countOf(…) or atMost(…) of a histogram.",
    });
  }
  return { text: counter.text, metric: counter.metric };
}

/** A histogram counts in `_count`, and in one bucket at a time. */
function isCount({ text, metric }: EventCounter): boolean {
  if (metric.type !== "histogram") return metric.type === "counter";
  const series = text.slice(metric.name.length);
  return /^_count\b/.test(series) || /^_bucket\{(?:.*, *)?le=/.test(series);
}
