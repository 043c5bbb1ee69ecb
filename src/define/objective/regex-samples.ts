/** One piece of a pattern: an escape, a class, a point or anything else, with what is said of its count. */
const PIECE = /(?:\\(.)|\[\^?(\\?.)[^\]]*\]|(.))(\*|\+|\?|\{(\d+)[^}]*\})?/gs;
const CLASSES: Readonly<Record<string, string>> = { d: "0", w: "a", s: " ", D: "a", W: "-", S: "a" };

/**
 * Texts that a regular expression may match, one for each of its alternatives. A guess: groups are read as if they were
 * not there, so whoever uses one asks the expression itself.
 */
export function regexSamples(pattern: string): string[] {
  return pattern
    .split("|")
    .map((alternative) => alternative.replace(/\(\?:|[()^$]/g, "").replace(PIECE, sampleOf));
}

function sampleOf(
  _: string,
  escaped: string,
  inClass: string,
  plain: string,
  count = "",
  times = "1",
): string {
  const one =
    escaped === undefined ? (inClass ?? (plain === "." ? "0" : plain)) : (CLASSES[escaped] ?? escaped);
  return count === "*" || count === "?" ? "" : one.slice(-1).repeat(Number(times));
}
