import {
  agree,
  type Binary,
  type Catalogue,
  type Expr,
  metricName,
  print,
  type SeriesFacts,
  selectorsOf,
  walk,
  words,
} from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import type { Use } from "../use.ts";
import { isComparison, isScaled } from "./constant.ts";

/** Two numbers that cannot be added or compared. */
export const unitMismatch: Check = {
  code: "FAROL_UNIT_MISMATCH",
  level: "error",
  title: "Numbers of different units",
  why: "Seconds are not more than bytes, and a rate is not more than a count. What an expression is measured in follows from its metrics' units and from what is done with them: a rate is something per second, seconds per second are a share, the quantile of a histogram is in the histogram's unit. Nothing is said where that is not certain: of a gauge without a unit, of an external metric without one, and of what is multiplied or divided by a number, which may make minutes of seconds.",
  find: ({ uses, catalogue }) =>
    uses.flatMap((use) => additiveIn(use.tree).flatMap((operation) => mismatchIn(operation, use, catalogue))),
};

/** Operators whose sides have one unit. */
function additiveIn(tree: Expr): Binary[] {
  const found: Binary[] = [];
  walk(tree, (node) => {
    if (node.kind === "binary" && (["+", "-"].includes(node.op) || isComparison(node.op))) found.push(node);
  });
  return found;
}

function mismatchIn({ op, left, right }: Binary, { facts, expression, what }: Use, catalogue: Catalogue) {
  const [a, b] = [left, right].map((side) => facts.get(side)!.dimension);
  if (a === undefined || b === undefined || agree(a, b)) return [];
  if (![left, right].every((side) => isCertain(side, catalogue))) return [];
  const found: Found = {
    place: expression.place,
    found: `${print(left)} ${op} ${print(right)} in ${what}`,
    rule: `the left side is ${words(a)}, the right side ${words(b)}`,
    cure: isComparison(op) ? "Compare what has one unit." : "Add and subtract what has one unit.",
  };
  return [found];
}

function isCertain(expr: Expr, catalogue: Catalogue): boolean {
  return !isScaled(expr) && selectorsOf(expr).every((one) => isCertainlyOf(catalogue(metricName(one) ?? "")));
}

/** Whether a series' unit is that of its name; one without a unit may still count something that has one. */
function isCertainlyOf(facts: SeriesFacts | undefined): boolean {
  if (facts?.kind === "recorded") return facts.dimension !== undefined && !isPlain(facts.dimension);
  if (facts?.metric === undefined) return false;
  const { kind, metric } = facts;
  if (kind === "bucket" || kind === "count" || metric.unit !== "none") return true;
  return kind === "counter" && metric.external !== true;
}

function isPlain({ seconds, bytes, celsius }: NonNullable<SeriesFacts["dimension"]>): boolean {
  return seconds === 0 && bytes === 0 && celsius === 0;
}
