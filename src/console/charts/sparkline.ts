import type { Values } from "./line.ts";

/**
 * The outline of a small line chart as an SVG path, from 0 to the largest value, in a box of this size.
 * Gaps stay gaps; nothing to draw gives an empty path.
 */
export function sparkline(values: Values, width: number, height: number): string {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const x = (i: number) => ((i / Math.max(1, values.length - 1)) * width).toFixed(1);
  const y = (value: number) => (most === 0 ? height : height - (value / most) * height).toFixed(1);
  return values
    .map((value, i) => {
      if (value === null) return "";
      return `${values[i - 1] == null ? "M" : "L"}${x(i)} ${y(value)}`;
    })
    .join("");
}
