import type { AlertRule } from "../../../model/index.ts";
import { metricName, selectorsOf } from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";
import type { Origin } from "../use.ts";

/**
 * What an alert reads: metrics, and recordings with what they are made of in turn. A histogram's parts are one metric.
 * Undefined where that is not known, since an expression is broken, has a pattern for a name, or one that nothing emits.
 */
export type WhatAlertsRead = (alert: AlertRule) => ReadonlySet<string> | undefined;

export function whatAlertsRead({ uses, broken, catalogue }: Subject): WhatAlertsRead {
  const readers = [
    ...uses.map(({ origin, tree }) => ({ by: readerOf(origin), names: selectorsOf(tree).map(metricName) })),
    ...broken.map(({ origin }) => ({ by: readerOf(origin), names: [undefined] })),
  ];
  const byReader = Map.groupBy(readers, ({ by }) => by);
  const namesOf = (reader: Reader) =>
    reader === undefined ? [] : (byReader.get(reader) ?? []).flatMap(({ names }) => names);
  return (alert) => {
    const found = new Set(namesOf(alert));
    // a set goes over what is added to it meanwhile
    for (const name of found) for (const inner of namesOf(name)) found.add(inner);
    const isKnown = [...found].every((name) => name !== undefined && catalogue(name) !== undefined);
    return isKnown ? new Set([...found].map((name) => familyOf(name!, catalogue))) : undefined;
  };
}

/** An alert, or a recording's name; undefined for what no alert can read. */
type Reader = AlertRule | string | undefined;

function readerOf(origin: Origin): Reader {
  if (origin.kind === "alert") return origin.alert;
  return origin.kind === "recording" ? origin.recording.name : undefined;
}

/** The metric that a series is of: `x` for `x_bucket`. */
export function familyOf(seriesName: string, catalogue: Subject["catalogue"]): string {
  return catalogue(seriesName)?.metric?.name ?? seriesName;
}
