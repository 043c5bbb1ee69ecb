import { metricsReadBy } from "../../../alerting/index.ts";
import type { Expression, RecordingRule, TestSeries } from "../../../model/index.ts";

/** One or more samples that are missing: `_` and `_x5`; `stale` ends a series, and is none either. */
const GAP = /^(?:_(?:x(\d+))?|stale)$/;

/** The metric of an input series. */
export function metricOf({ series }: TestSeries): string {
  const named = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)/.exec(series) ?? /__name__\s*=\s*"([^"]*)"/.exec(series);
  return named?.[1] ?? "";
}

/** Which sample of a series is its first, counted from 0; undefined when all are missing. */
export function firstSample({ values }: TestSeries): number | undefined {
  let index = 0;
  for (const token of values.trim().split(/\s+/)) {
    const gap = GAP.exec(token);
    if (gap === null) return token === "" ? undefined : index;
    index += Number(gap[1] ?? 1);
  }
  return undefined;
}

/** Everything that an expression reads: metrics, and recordings with what they are made of in turn. */
export function everythingReadBy(
  expression: Expression,
  recordings: readonly RecordingRule[],
): Set<string | undefined> {
  const found = new Set<string | undefined>();
  const visit = (one: Expression) => {
    for (const name of metricsReadBy(one)) {
      if (found.has(name)) continue;
      found.add(name);
      for (const source of recordings) if (source.name === name) visit(source.expr);
    }
  };
  visit(expression);
  return found;
}
