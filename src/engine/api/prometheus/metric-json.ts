import type { Labels } from "../../../model/index.ts";

/** A series' labels, `__name__` among them, sorted by their names. An empty one is as none. */
export function metricJson(metric: Labels): string {
  const present = Object.keys(metric).filter((label) => metric[label] !== "");
  return `{${present
    .sort()
    .map((label) => `${JSON.stringify(label)}:${JSON.stringify(metric[label])}`)
    .join(",")}}`;
}

/** The order in which Prometheus puts series: by their labels, one after the other, name before value. */
export function byLabels<T>(metricOf: (item: T) => Labels): (items: readonly T[]) => T[] {
  return (items) =>
    items
      .map((item) => ({ item, pairs: Object.entries(metricOf(item)).sort(byText).flat() }))
      .sort((a, b) => compare(a.pairs, b.pairs))
      .map(({ item }) => item);
}

function byText([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1;
}

function compare(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  return a.length - b.length;
}
