import { type Labels, labelsKey } from "farol";
import { declarations, type Metrics } from "./metrics.ts";

/** Instruments that remember what was written, for tests. A histogram's value is its number of observations. */
export function rememberedMetrics() {
  const values = new Map<string, number>();
  const instruments = Object.entries(declarations).map(([key, { name, labels }]) => {
    const series = (of: Labels) => seriesOf(labelsKey(name, of), values);
    return [key, Object.keys(labels).length === 0 ? series({}) : labeled(series)];
  });
  return {
    metrics: Object.fromEntries(instruments) as Metrics,
    value: (name: string, labels: Labels = {}) => values.get(labelsKey(name, labels)) ?? 0,
  };
}

function seriesOf(key: string, values: Map<string, number>) {
  const add = (by = 1) => values.set(key, (values.get(key) ?? 0) + by);
  return { add, inc: add, set: (value: number) => values.set(key, value), observe: () => add() };
}

function labeled(series: (labels: Labels) => ReturnType<typeof seriesOf>) {
  return {
    series,
    inc: (labels: Labels, by?: number) => series(labels).inc(by),
    observe: (labels: Labels) => series(labels).observe(),
  };
}
