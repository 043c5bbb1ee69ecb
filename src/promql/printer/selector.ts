import type { AtModifier, LabelMatcher, MatrixSelector, Subquery, VectorSelector } from "../ast.ts";
import type { Semantics } from "../functions.ts";
import { goFixed } from "../go-number.ts";
import { goQuote } from "../go-quote.ts";
import { printAnyDuration } from "./duration.ts";

const PLAIN_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A label's name, in quotes where it needs them. */
export function printLabel(label: string): string {
  return PLAIN_LABEL.test(label) ? label : goQuote(label);
}

/** `name{a="b"} @ 0.000 anchored offset 5m`. */
export function printSelector(selector: VectorSelector, semantics: Semantics): string {
  return (
    printSeries(selector) + printAt(selector.at) + printEdges(selector) + printOffset(selector, semantics)
  );
}

/** `name{a="b"}[5m] anchored @ 0.000 offset 5m`. */
export function printMatrix({ selector, range }: MatrixSelector, semantics: Semantics): string {
  const brackets = `[${printAnyDuration(range, semantics)}]`;
  const modifiers = printEdges(selector) + printAt(selector.at) + printOffset(selector, semantics);
  return printSeries(selector) + brackets + modifiers;
}

/** What stands behind a subquery's expression: `[1h:5m] @ 0.000 offset 5m`. */
export function printSubquerySuffix(subquery: Subquery, semantics: Semantics): string {
  const range = printAnyDuration(subquery.range, semantics);
  const step = subquery.step === undefined ? "" : printAnyDuration(subquery.step, semantics);
  return `[${range}:${step}]${printAt(subquery.at)}${printOffset(subquery, semantics)}`;
}

function printSeries({ name = "", matchers }: VectorSelector): string {
  const braces = matchers.map(printMatcher).sort(byBytes).join(",");
  // Only braces can say that nothing is said.
  return braces === "" && name !== "" ? name : `${name}{${braces}}`;
}

function printMatcher({ label, op, value }: LabelMatcher): string {
  return `${printLabel(label)}${op}${goQuote(value)}`;
}

/** Go sorts texts by their bytes. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function printAt(at: AtModifier | undefined): string {
  if (at === undefined) return "";
  return at.kind === "timestamp" ? ` @ ${goFixed(at.ms / 1000, 3)}` : ` @ ${at.kind}()`;
}

function printEdges({ edges }: VectorSelector): string {
  return edges === undefined ? "" : ` ${edges}`;
}

function printOffset({ offset }: VectorSelector | Subquery, semantics: Semantics): string {
  return offset === undefined ? "" : ` offset ${printAnyDuration(offset, semantics)}`;
}
