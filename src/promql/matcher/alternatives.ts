/** What is read as it stands: an escape, a class, or what groups and parts. */
const PIECE = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[\s\S]/gu;

/**
 * The alternatives of a regular expression, `ok` and `error` of `ok|error` and of `(ok|error)`. One that cannot be taken
 * apart, such as `(?i)ok|error`, whose flag is about both, is its only alternative.
 */
export function alternativesOf(pattern: string): string[] {
  // \Q quotes what looks like syntax, up to its \E
  if (/\\Q|\(\?(?!:)/.test(pattern)) return [pattern];
  const parts = partsOf(pattern);
  const inner = parts.length === 1 ? insideOf(pattern) : undefined;
  return inner === undefined ? parts : alternativesOf(inner);
}

function partsOf(pattern: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const [piece] of pattern.matchAll(PIECE)) {
    if (piece === "(") depth++;
    if (piece === ")") depth--;
    if (piece === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

/** What stands in a group that is the whole pattern. */
function insideOf(pattern: string): string | undefined {
  const open = /^\((?:\?:)?/.exec(pattern)?.[0];
  if (open === undefined) return undefined;
  let depth = 0;
  for (const { 0: piece, index } of pattern.matchAll(PIECE)) {
    if (piece === "(") depth++;
    if (piece === ")" && --depth === 0) {
      return index === pattern.length - 1 ? pattern.slice(open.length, -1) : undefined;
    }
  }
  return undefined;
}
