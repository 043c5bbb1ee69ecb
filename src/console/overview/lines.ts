import type { Course } from "../api/promql.ts";
import { type Line, sumValues, total } from "../charts/line.ts";
import type { Query } from "./panel.ts";

/**
 * The lines of a query's answer. Those that are called by labels are in the order of the alphabet, without those that
 * are 0 throughout: of a closed set most are.
 */
export function linesOf({ legend, axis, dashed }: Query, series: readonly Course[]): readonly Line[] {
  const look = { ...(axis && { axis }), ...(dashed && { dashed }) };
  const lines = series.map(({ labels, values }) => {
    const label = legend.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => labels[name] ?? "");
    return { key: label, label, values, ...look };
  });
  return legend.includes("{{") ? lines.filter(({ values }) => total(values) > 0).sort(byLabel) : lines;
}

/** The busiest `most` lines in the order of the alphabet, then the rest in one line. */
export function busiest(lines: readonly Line[], most: number): readonly Line[] {
  // One line more costs no more than a rest of one.
  if (lines.length <= most + 1) return lines;
  const ranked = lines.toSorted((a, b) => total(b.values) - total(a.values));
  return [...ranked.slice(0, most).sort(byLabel), others(ranked.slice(most))];
}

/** One key however many they are, so that the line stays the same one. */
function others(rest: readonly Line[]): Line {
  const values = sumValues(rest.map(({ values }) => values));
  return { key: "others", label: `${rest.length} others`, values, muted: true };
}

function byLabel(a: Line, b: Line): number {
  return a.label < b.label ? -1 : 1;
}
