import type { VectorSelector } from "../../../promql/index.ts";
import { compileMatcher, metricName, selectorsOf, seriesOf } from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";

/**
 * The names of all series that somebody learns of: what alerts, panels, marks and objectives read, and what recordings
 * read that those read, and so on.
 */
export function watchedNames(subject: Subject): ReadonlySet<string> {
  const known = KNOWN.get(subject) ?? findWatched(subject);
  KNOWN.set(subject, known);
  return known;
}

/** Several checks of a subject need the same. */
const KNOWN = new WeakMap<Subject, ReadonlySet<string>>();

function findWatched(subject: Subject): Set<string> {
  const { uses, seriesNames } = subject;
  const reads = uses.map(({ origin, tree }) => ({ origin, names: namesIn(selectorsOf(tree), seriesNames) }));
  const recorded = Map.groupBy(reads, ({ origin }) =>
    origin.kind === "recording" ? origin.recording.name : undefined,
  );
  const waiting = [
    ...(recorded.get(undefined) ?? []).flatMap(({ names }) => names),
    ...withoutExpression(subject),
  ];
  const watched = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (watched.has(name)) continue;
    watched.add(name);
    for (const { names } of recorded.get(name) ?? []) waiting.push(...names);
  }
  return watched;
}

/** What objectives count and record, what dashboards choose among, and what stands in expressions that cannot be read. */
function withoutExpression({ monitoring, broken }: Subject): string[] {
  const { objectives, dashboards } = monitoring;
  const counted = objectives.flatMap(({ indicator }) => [...indicator.events, ...indicator.total]);
  const metrics = [
    ...counted.map(({ metric }) => metric),
    ...dashboards.flatMap(({ variables }) => variables.map(({ metric }) => metric)),
    ...broken.flatMap(({ expression }) => expression.metrics),
  ];
  const recordings = objectives.flatMap(({ rules }) => rules.map(({ name }) => name));
  return [...metrics.flatMap((metric) => [...seriesOf(metric).keys()]), ...recordings];
}

function namesIn(selectors: readonly VectorSelector[], all: ReadonlySet<string>): string[] {
  return selectors.flatMap((selector) => {
    const name = metricName(selector);
    return name === undefined ? matching(selector, all) : [name];
  });
}

/** A selector without a name reads what its patterns for names match. */
function matching({ matchers }: VectorSelector, all: ReadonlySet<string>): string[] {
  const ofName = matchers.filter(({ label }) => label === "__name__");
  const compiled = ofName.map((matcher) => compileMatcher(matcher, "v3"));
  return [...all].filter((name) => compiled.every((matcher) => matcher.matches(name)));
}
