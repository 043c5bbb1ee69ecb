/** One place of a series in a script: a number, a gap, the mark that the series ended, a native histogram of any kind. */
export type ScriptPoint = number | "gap" | "stale" | "histogram";

const NUMBER = String.raw`[-+]?(?:inf|nan|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)`;
const POINT = new RegExp(
  `^(?:(_)|(stale)|(${NUMBER})([-+]${NUMBER.replace("[-+]?", "")})?)(?:x(\\d+))?$`,
  "i",
);

const HISTOGRAM = /\{\{[^}]*\}\}(?:[-+]\{\{[^}]*\}\})?/g;

/**
 * Reads `1 _ 5+2x3 stale`: `a+bxN` are `a` and N more, each `b` greater. Of native histograms it is only told that they
 * are there.
 * @throws Error for what is no point
 */
export function readPoints(text: string): ScriptPoint[] {
  return text.replace(HISTOGRAM, "histogram").split(/\s+/).filter(Boolean).flatMap(readPoint);
}

function readPoint(text: string): ScriptPoint[] {
  const [histogram, more] = /^histogram(?:x(\d+))?$/.exec(text) ?? [];
  if (histogram !== undefined) return Array<ScriptPoint>(Number(more ?? 0) + 1).fill("histogram");
  const [whole, gap, stale, first, step, times] = POINT.exec(text) ?? [];
  if (whole === undefined) throw new Error(`"${text}" is no point of a series`);
  if (gap !== undefined) return Array<ScriptPoint>(Number(times ?? 1)).fill("gap");
  if (stale !== undefined) return Array<ScriptPoint>(Number(times ?? 1)).fill("stale");
  const [from, by] = [readNumber(first!), step === undefined ? 0 : readNumber(step)];
  return Array.from({ length: Number(times ?? 0) + 1 }, (_, i) => from + i * by);
}

/** `1e3`, `-Inf`, `NaN`. */
export function readNumber(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[-+]/, "");
  if (/^inf$/i.test(digits)) return sign * Number.POSITIVE_INFINITY;
  return /^nan$/i.test(digits) ? Number.NaN : sign * Number(digits);
}
