import { type COMPARISON_OPERATORS, type Expr, valueTypeOf, walk } from "../../promql/index.ts";

/** An expression of which one part that decides is otherwise. */
export interface Branch {
  /** What is otherwise: `without "and b > 3"`, `with <= for > in "b > 3"`. */
  readonly change: string;
  /** The whole expression, changed. */
  readonly text: string;
}

type Binary = Extract<Expr, { kind: "binary" }>;
type Comparison = (typeof COMPARISON_OPERATORS)[number];

const CONTRARY: Readonly<Record<string, Comparison>> = {
  ...{ "==": "!=", "!=": "==" },
  ...{ "<": ">=", ">=": "<" },
  ...{ ">": "<=", "<=": ">" },
} satisfies Record<Comparison, Comparison>;
/** An operator behind its left side; comments may come between. */
const OPERATOR = /^((?:\s|#.*\n)*)(?:[=!<>]=|[<>])/;

/**
 * Every way in which a part of an expression that decides whether it has an answer may be otherwise: a comparison is its
 * contrary or is not made, one side of `and` or `or` is not there, or what stands behind `unless` is not.
 * @param tree that of the text
 */
export function branches(text: string, tree: Expr): Branch[] {
  const found: Branch[] = [];
  walk(tree, (part) => {
    if (part.kind === "binary") found.push(...branchesAt(part, text));
  });
  return found;
}

function branchesAt(part: Binary, text: string): Branch[] {
  const { op, left, right, span } = part;
  const between = text.slice(left.span.end, right.span.start);
  const whole = (by: string) => text.slice(0, span.start) + by + text.slice(span.end);
  const [leftText, rightText] = [left, right].map((side) => text.slice(side.span.start, side.span.end)) as [
    string,
    string,
  ];
  const leftOnly = { change: `without "${oneLine(between + rightText)}"`, text: whole(leftText) };
  const rightOnly = { change: `without "${oneLine(leftText + between)}"`, text: whole(rightText) };
  if (op === "and" || op === "or") return [rightOnly, leftOnly];
  if (op === "unless") return [leftOnly];
  const contrary = CONTRARY[op];
  if (contrary === undefined) return [];
  const inverted = {
    change: `with ${contrary} for ${op} in "${oneLine(leftText + between + rightText)}"`,
    text: whole(leftText + between.replace(OPERATOR, `$1${contrary}`) + rightText),
  };
  const unmade = [left, right].findIndex((side) => valueTypeOf(side) === "vector");
  return [inverted, ...([[leftOnly], [rightOnly]][unmade] ?? [])];
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
