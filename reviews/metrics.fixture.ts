import { type Labels, labelsKey } from "farol";
import { declarations, type Metrics } from "./metrics.ts";

/** Instruments that remember what was written, for tests. A histogram's value is its number of observations. */
export function rememberedMetrics() {
  const values = new Map<string, number>();
  const instruments = Object.entries(declarations).map(([key, { name }]) => [key, instrument(name, values)]);
  return {
    metrics: Object.fromEntries(instruments) as Metrics,
    value: (name: string, labels: Labels = {}) => values.get(labelsKey(name, labels)) ?? 0,
  };
}

function instrument(name: string, values: Map<string, number>) {
  const add = (labels: Labels, by = 1) => {
    const key = labelsKey(name, labels);
    values.set(key, (values.get(key) ?? 0) + by);
  };
  const set = (labels: Labels, value: number) => values.set(labelsKey(name, labels), value);
  const observe = (labels: Labels) => add(labels);
  const series = (labels: Labels) => ({ inc: (by?: number) => add(labels, by), observe: () => add(labels) });
  return { inc: add, add, set, observe, series };
}
