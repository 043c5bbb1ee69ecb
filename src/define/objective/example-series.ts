import { type EventCounter, FarolError, type Labels, type SelectorReader } from "../../model/index.ts";
import type { Definition } from "./definition.ts";
import { type Asked, askedBy, candidates, isAsked } from "./matched-labels.ts";

/** A series that an objective's counters ask for, and how many of the events it counts. */
export interface ExampleSeries {
  readonly series: string;
  count(events: Traffic): number;
}

/** What happens between two samples. */
export interface Traffic {
  readonly total: number;
  readonly bad: number;
}

/**
 * Few series that, together, an objective reads as any traffic wanted: one that it takes for its events, and one for the
 * rest of the total.
 * @throws FarolError FAROL_OBJECTIVE_EXAMPLE when no labels are found that its selectors tell apart
 */
export function exampleSeries(
  definition: Pick<Definition, "name" | "indicator" | "examples">,
  readSelector: SelectorReader,
): ExampleSeries[] {
  const { name, indicator, examples } = definition;
  const asked = (counters: readonly EventCounter[]) => counters.map((one) => askedBy(one, readSelector));
  const [events, total] = [asked(indicator.events), asked(indicator.total)];
  const counted = ({ total, bad }: Traffic) => (indicator.counts === "bad" ? bad : total - bad);
  const rest = found(total, { notAskedBy: events }, examples);
  const shared = found(events, { askedBy: total }, examples);
  if (shared !== undefined && rest !== undefined) {
    return [
      { series: shared, count: counted },
      { series: rest, count: (traffic) => traffic.total - counted(traffic) },
    ];
  }
  const apart = shared === undefined ? found(events, { notAskedBy: total }, examples) : undefined;
  if (apart === undefined || rest === undefined) throw noExample(name, indicator);
  return [
    { series: apart, count: counted },
    { series: rest, count: ({ total }) => total },
  ];
}

interface Wanted {
  readonly askedBy?: readonly Asked[];
  readonly notAskedBy?: readonly Asked[];
}

/** A series that one of these asks for, and of the others one, or none. */
function found(some: readonly Asked[], wanted: Wanted, examples: readonly Labels[]): string | undefined {
  const others = [...(wanted.askedBy ?? []), ...(wanted.notAskedBy ?? [])];
  for (const one of some) {
    for (const labels of candidates(one, others, examples)) {
      const isOf = (asked: Asked) => isAsked(asked, one.series, labels);
      const fits = (wanted.askedBy?.some(isOf) ?? true) && !(wanted.notAskedBy?.some(isOf) ?? false);
      if (fits && isOf(one)) return seriesText(one.series, labels);
    }
  }
  return undefined;
}

function seriesText(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${pairs.join(", ")}}`;
}

function noExample(name: string, { events, total }: Definition["indicator"]): FarolError {
  const texts = (counters: readonly EventCounter[]) => counters.map(({ text }) => text).join(", ");
  return new FarolError({
    code: "FAROL_OBJECTIVE_EXAMPLE",
    found: `objective ${name}, with ${texts(events)} of ${texts(total)}`,
    rule: "some events of the total are among the good or bad ones and some are not, and its tests need labels of both",
    cure: "Mend the selectors; or, where their regular expressions are too intricate to guess from, give labels of both kinds as examples.",
  });
}
