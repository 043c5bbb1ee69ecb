import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { Semantics } from "../functions.ts";
import { regexSize } from "./regex-size.ts";
import { hasShape, type Shape, shapesOf } from "./shape.ts";

/** Whether a label's value matches. */
export type Predicate = (value: string) => boolean;

/** Steps of the largest regular expression: what it costs to compile, and for each character that it reads. */
const MAX_REGEX_SIZE = 10_000;

/** Compiled or refused, by semantics and pattern: expressions are parsed and evaluated again and again. */
const known = new Map<string, Predicate | string>();
/** Together with the next, what bounds the memory of `known`. */
const MAX_KNOWN = 1000;
const MAX_KNOWN_SIZE = 1000;

/** What it takes to compile: nothing for what needs no engine. */
export function regexCost(pattern: string): number {
  return shapesOf(pattern) === undefined ? Math.min(regexSize(pattern), MAX_REGEX_SIZE) : 0;
}

/** Why a regular expression is refused, in Prometheus' words; undefined when it is not. */
export function regexFault(pattern: string, semantics: Semantics): string | undefined {
  const compiled = lookUp(pattern, semantics);
  return typeof compiled === "string" ? compiled : undefined;
}

/**
 * Whether a whole value matches, in time linear in its length.
 * @throws Error for a pattern that `regexFault` refuses; no parsed expression holds one.
 */
export function regexPredicate(pattern: string, semantics: Semantics): Predicate {
  const compiled = lookUp(pattern, semantics);
  if (typeof compiled === "string") throw new Error(compiled);
  return compiled;
}

/** The only values that match, where a pattern lists them: `GET` and `POST` of `GET|POST`. */
export function regexValues(pattern: string): readonly string[] | undefined {
  const shapes = shapesOf(pattern);
  return shapes?.every(isLiteral) ? shapes.map(({ literal }) => literal) : undefined;
}

function lookUp(pattern: string, semantics: Semantics): Predicate | string {
  const key = semantics + pattern;
  const found = known.get(key);
  if (found !== undefined) return found;
  const compiled = compile(pattern, semantics);
  if (pattern.length + regexSize(pattern) <= MAX_KNOWN_SIZE) remember(key, compiled);
  return compiled;
}

function remember(key: string, compiled: Predicate | string): void {
  const [oldest] = known.keys();
  if (known.size >= MAX_KNOWN) known.delete(oldest!);
  known.set(key, compiled);
}

function compile(pattern: string, semantics: Semantics): Predicate | string {
  const shapes = shapesOf(pattern);
  const isFast = shapes !== undefined && (semantics === "v3" || shapes.every(isLiteral));
  if (isFast) return ofShapes(shapes);
  if (regexSize(pattern) > MAX_REGEX_SIZE) return "error parsing regexp: expression too large";
  try {
    // In 2.42 `.` is no line break.
    const regex =
      semantics === "v2" ? RE2JS.compile(`^(?:${pattern})$`) : RE2JS.compile(pattern, RE2JS.DOTALL);
    return (value) => regex.testExact(value);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return pattern.startsWith("(?s)") ? error.message : error.message.replace("`(?s)", "`");
  }
}

function ofShapes(shapes: readonly Shape[]): Predicate {
  const literals = new Set(shapes.filter(isLiteral).map(({ literal }) => literal));
  const others = shapes.filter((shape) => !isLiteral(shape));
  if (others.length === 0) return (value) => literals.has(value);
  return (value) => literals.has(value) || others.some((shape) => hasShape(value, shape));
}

function isLiteral({ before, after }: Shape): boolean {
  return before === undefined && after === undefined;
}
