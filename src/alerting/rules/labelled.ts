import type { Labels } from "../../model/index.ts";

/** The labels of a metric without its name, and others, which stand above its own; an empty one takes a label away. */
export function labelled(metric: Labels, others: Labels): Labels {
  const labels: Record<string, string> = {};
  for (const label in metric) if (label !== "__name__") labels[label] = metric[label]!;
  for (const label in others) {
    const value = others[label]!;
    if (value === "") delete labels[label];
    else labels[label] = value;
  }
  return labels;
}
