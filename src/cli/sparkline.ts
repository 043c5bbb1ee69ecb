/** How many characters a line has at most. */
export const SPARKLINE_WIDTH = 60;

const LEVELS = [..."▁▂▃▄▅▆▇█"];

/**
 * Numbers as a line of bars, from the least of them to the greatest; a space where there is none. More than the width
 * are drawn by their means.
 */
export function sparkline(values: readonly (number | undefined)[]): string {
  const perCell = Math.max(1, Math.ceil(values.length / SPARKLINE_WIDTH));
  const cells = Array.from({ length: Math.ceil(values.length / perCell) }, (_, i) =>
    meanOf(values.slice(i * perCell, (i + 1) * perCell)),
  );
  const there = cells.filter((cell) => cell !== undefined);
  const [least, most] = [Math.min(...there), Math.max(...there)];
  return cells.map((cell) => (cell === undefined ? " " : barOf(cell, least, most))).join("");
}

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const there = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  return there.length === 0 ? undefined : there.reduce((sum, value) => sum + value / there.length, 0);
}

/** What never changes is drawn in the middle, but zero at the bottom. */
function barOf(value: number, least: number, most: number): string {
  if (least === most) return LEVELS[value === 0 ? 0 : 3]!;
  return LEVELS[Math.round(((value - least) / (most - least)) * (LEVELS.length - 1))]!;
}
