import type { MetricSeries } from "../api/metric.ts";
import { type Line, sumValues, total } from "../charts/line.ts";
import type { Source } from "./panel.ts";

type Lines = Source["lines"];

/** One line under this name: the answer's only series. */
export function only(label: string, look: Pick<Line, "axis" | "dashed"> = {}): Lines {
  return (series) => series.slice(0, 1).map(({ values }) => ({ key: label, label, values, ...look }));
}

/** A line for each value of this label, in the order of the alphabet. Those that are 0 throughout are left out. */
export function eachOf(label: string): Lines {
  return (series) =>
    series
      .filter(({ values }) => total(values) > 0)
      .map(({ labels, values }) => ({ key: labels[label]!, label: labels[label]!, values }))
      .sort(byLabel);
}

/** A line for each quantile, such as "p95". */
export function quantileLines(series: readonly MetricSeries[]): readonly Line[] {
  return series.map(({ labels, values }) => {
    const label = `p${Number((Number(labels.quantile) * 100).toPrecision(6))}`;
    return { key: label, label, values };
  });
}

/**
 * A line for each name, summed; the busiest `most` of them in the order of the alphabet, then the rest in one line.
 * A series without a name is left out, and so is a line that is 0 throughout.
 */
export function busiest(most: number, nameOf: (labels: MetricSeries["labels"]) => string | undefined): Lines {
  return (series) => {
    const named = Map.groupBy(series, ({ labels }) => nameOf(labels));
    named.delete(undefined);
    const ranked = [...named]
      .map(([label, group]) => lineOf(label!, group))
      .filter(({ values }) => total(values) > 0)
      .sort((a, b) => total(b.values) - total(a.values));
    // One line more costs no more than a rest of one.
    if (ranked.length <= most + 1) return ranked.sort(byLabel);
    return [...ranked.slice(0, most).sort(byLabel), others(ranked.slice(most))];
  };
}

function lineOf(label: string, group: readonly Pick<Line, "values">[]): Line {
  return { key: label, label, values: sumValues(group.map(({ values }) => values)) };
}

/** One key however many they are, so that the line stays the same one. */
function others(rest: readonly Line[]): Line {
  return { ...lineOf(`${rest.length} others`, rest), key: "others", muted: true };
}

function byLabel(a: Line, b: Line): number {
  return a.label < b.label ? -1 : 1;
}
