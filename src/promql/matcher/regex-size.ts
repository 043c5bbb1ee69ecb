const PARTS = /\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\{(\d+)(?:,(\d*))?\}|./gsu;
/** More repetitions than these are refused by the engine. */
const MAX_REPETITIONS = 1000;

/**
 * About how many steps a regular expression has once its repetitions are written out, which is what it costs:
 * `(ab){500}` has a thousand.
 */
export function regexSize(pattern: string): number {
  const outer: number[] = [];
  let size = 0;
  let last = 0;
  for (const [part, min, max] of pattern.matchAll(PARTS)) {
    if (part === "(") {
      outer.push(size);
      size = 0;
      last = 0;
    } else if (part === ")") {
      last = size + 1;
      size = last + (outer.pop() ?? 0);
    } else if (min !== undefined) {
      const extra = last * (repetitions(Number(min), Number(max || min)) - 1);
      size += extra;
      last += extra;
    } else {
      last = 1;
      size += 1;
    }
  }
  return outer.reduce((sum, it) => sum + it, size);
}

function repetitions(min: number, max: number): number {
  const most = Math.max(min, max, 1);
  return most > MAX_REPETITIONS ? 1 : most;
}
