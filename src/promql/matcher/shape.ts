/** What a regular expression of a simple shape demands of a whole text: a literal, with or without anything around it. */
export interface Shape {
  readonly literal: string;
  /** Characters that must at least stand before it, any that come (`.*` is 0, `.+` is 1); undefined for none at all. */
  readonly before: number | undefined;
  /** The same behind it. */
  readonly after: number | undefined;
}

const WILDCARDS: Readonly<Record<string, number>> = { ".*": 0, ".+": 1 };
/** Whatever is not itself in a regular expression. */
const META = /[\\.+*?()|[\]{}^$]/;
const PUNCTUATION = /^[!-/:-@[-`{-~]$/;
const GROUP = /^\((?:\?:)?([^()]*)\)$/s;

/**
 * The shapes one of which a text must have to match `GET|POST`, `/api/.*` or `a\.b`. Undefined for patterns such as
 * `5..`, of which only a real engine can tell.
 */
export function shapesOf(pattern: string): readonly Shape[] | undefined {
  // An escaped parenthesis at the end is no group's end.
  const inner = pattern.endsWith("\\)") ? undefined : GROUP.exec(pattern)?.[1];
  const shapes: Shape[] = [];
  for (const branch of branchesOf(inner ?? pattern)) {
    const shape = shapeOf(branch);
    if (shape === undefined) return undefined;
    shapes.push(shape);
  }
  return shapes;
}

/** Parts at each `|` that is not escaped. */
function branchesOf(pattern: string): string[] {
  if (!pattern.includes("\\")) return pattern.split("|");
  const branches: string[] = [""];
  for (const [part] of pattern.matchAll(/\\?./gsu)) {
    if (part === "|") branches.push("");
    else branches[branches.length - 1] += part;
  }
  return branches;
}

function shapeOf(branch: string): Shape | undefined {
  const before = WILDCARDS[branch.slice(0, 2)];
  const rest = before === undefined ? branch : branch.slice(2);
  const isEscaped = /\\.[*+]$/s.test(rest);
  const after = isEscaped ? undefined : WILDCARDS[rest.slice(-2)];
  const literal = literalOf(after === undefined ? rest : rest.slice(0, -2));
  // Of `.+.+` only the engine can tell: characters beyond the basic plane are two units of a text.
  if (literal === undefined || (literal === "" && before === 1 && after === 1)) return undefined;
  return { literal, before, after };
}

/** What a pattern says when it says only itself. */
function literalOf(pattern: string): string | undefined {
  if (!META.test(pattern)) return pattern;
  let literal = "";
  for (const [part] of pattern.matchAll(/\\?./gsu)) {
    const char = part.startsWith("\\") ? part.slice(1) : part;
    const isLiteral = part.startsWith("\\") ? PUNCTUATION.test(char) : !META.test(part);
    if (!isLiteral) return undefined;
    literal += char;
  }
  return literal;
}

/** Whether a whole text has this shape. */
export function hasShape(text: string, { literal, before, after }: Shape): boolean {
  const spare = text.length - literal.length;
  if (before === undefined && after === undefined) return text === literal;
  if (before === undefined) return spare >= after! && text.startsWith(literal);
  if (after === undefined) return spare >= before && text.endsWith(literal);
  // Beyond the text, an empty literal would be found at its end.
  if (spare < before + after) return false;
  const index = text.indexOf(literal, before);
  return index >= 0 && spare - index >= after;
}
