import type { FunctionName } from "./functions.ts";

/**
 * The tree of an expression. Every node has its `kind` and its `span`; what was not written is `undefined`.
 * Nodes are values: whoever wants another tree builds one.
 */

/** Where a node stands in the source: offsets in UTF-16 units, `end` behind its last one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `0.5`, or a duration that is used as a number of seconds, which is printed as it was meant (since 3.0). */
export interface NumberLiteral {
  readonly kind: "number";
  readonly value: number;
  readonly isDuration: boolean;
  readonly span: Span;
}

export interface StringLiteral {
  readonly kind: "string";
  /** Without quotes and escapes. A byte that is not UTF-8 (`"\xff"`) stands as a lone surrogate, U+DC00 above it. */
  readonly value: string;
  readonly span: Span;
}

export const MATCH_OPERATORS = ["=", "!=", "=~", "!~"] as const;
export type MatchOperator = (typeof MATCH_OPERATORS)[number];

/** `label="value"` inside braces; a quoted metric name there is `__name__="value"`. */
export interface LabelMatcher {
  readonly label: string;
  readonly op: MatchOperator;
  readonly value: string;
  readonly span: Span;
}

/** `@ 1609746000`, `@ start()`, `@ end()`. */
export type AtModifier =
  | { readonly kind: "timestamp"; readonly ms: number }
  | { readonly kind: "start" }
  | { readonly kind: "end" };

/** An instant vector: `http_requests_total{status_code="500"} @ end() offset 5m`. */
export interface VectorSelector {
  readonly kind: "selector";
  /** The metric's name, where it stands before the braces. See `metricName`. */
  readonly name: string | undefined;
  /** What stands inside the braces, in the order of writing. */
  readonly matchers: readonly LabelMatcher[];
  readonly at: AtModifier | undefined;
  /** Never a constant 0. */
  readonly offset: Duration | undefined;
  /** How the edges of its range are read: experimental. */
  readonly edges: "anchored" | "smoothed" | undefined;
  readonly span: Span;
}

/** The one metric that a selector is about, wherever its name is written; undefined when only a pattern says. */
export function metricName({ name, matchers }: VectorSelector): string | undefined {
  return name ?? matchers.find(({ label, op }) => label === "__name__" && op === "=")?.value;
}

/** A range vector: `selector[range]`. What is written behind the bracket (`@`, `offset`) stands in `selector`. */
export interface MatrixSelector {
  readonly kind: "matrix";
  readonly selector: VectorSelector;
  readonly range: Duration;
  readonly span: Span;
}

/** `expr[range:step]`. */
export interface Subquery {
  readonly kind: "subquery";
  readonly expr: Expr;
  readonly range: Duration;
  /** Undefined: the engine's evaluation interval. */
  readonly step: Duration | undefined;
  readonly at: AtModifier | undefined;
  /** Never a constant 0. */
  readonly offset: Duration | undefined;
  readonly span: Span;
}

/** A sign. One before a number belongs to the number. */
export interface Unary {
  readonly kind: "unary";
  readonly op: "+" | "-";
  readonly expr: Expr;
  readonly span: Span;
}

export const ARITHMETIC_OPERATORS = ["+", "-", "*", "/", "%", "^", "atan2"] as const;
export const COMPARISON_OPERATORS = ["==", "!=", "<", "<=", ">", ">="] as const;
export const SET_OPERATORS = ["and", "or", "unless"] as const;
/** For native histograms, since 3.12. */
export const TRIM_OPERATORS = ["</", ">/"] as const;
export type BinaryOperator =
  | (typeof ARITHMETIC_OPERATORS)[number]
  | (typeof COMPARISON_OPERATORS)[number]
  | (typeof SET_OPERATORS)[number]
  | (typeof TRIM_OPERATORS)[number];

export interface Binary {
  readonly kind: "binary";
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
  /** Whether a comparison answers 0 or 1 and does not filter. */
  readonly bool: boolean;
  /** Undefined unless both sides are instant vectors. */
  readonly matching: VectorMatching | undefined;
  readonly span: Span;
}

/** How series of two instant vectors find each other. */
export interface VectorMatching {
  /** `many-to-one` is `group_left`, `one-to-many` is `group_right`; set operators are `many-to-many`. */
  readonly cardinality: "one-to-one" | "many-to-one" | "one-to-many" | "many-to-many";
  /** Whether `labels` are those that must be equal (`on`), or those that need not be (`ignoring`). */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** Labels that the result takes from the "one" side: `group_left(these)`. */
  readonly include: readonly string[];
  /** Values for series that have no partner on a side: experimental. */
  readonly fill: { readonly left: number | undefined; readonly right: number | undefined };
}

export const AGGREGATION_OPERATORS = [
  "avg",
  "bottomk",
  "count",
  "count_values",
  "group",
  "limit_ratio",
  "limitk",
  "max",
  "min",
  "quantile",
  "stddev",
  "stdvar",
  "sum",
  "topk",
] as const;
export type AggregationOperator = (typeof AGGREGATION_OPERATORS)[number];

export interface Aggregation {
  readonly kind: "aggregation";
  readonly op: AggregationOperator;
  /** Of `topk`, `bottomk`, `limitk`, `limit_ratio`, `quantile` and `count_values`. */
  readonly param: Expr | undefined;
  readonly expr: Expr;
  /** Whether `labels` are those that the result loses; else it has these only. */
  readonly without: boolean;
  readonly labels: readonly string[];
  readonly span: Span;
}

export interface Call {
  readonly kind: "call";
  readonly name: FunctionName;
  readonly args: readonly Expr[];
  readonly span: Span;
}

export interface Paren {
  readonly kind: "paren";
  readonly expr: Expr;
  readonly span: Span;
}

export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Unary
  | Binary
  | Aggregation
  | Call
  | Paren;

/** A length of time: of a range, a step, an offset. */
export type Duration = ConstantDuration | DurationOperation;

/** Whole milliseconds; negative only in an offset. */
export interface ConstantDuration {
  readonly kind: "constant";
  readonly ms: number;
  readonly span: Span;
}

/** What a duration is computed of, when a query is evaluated: experimental. Numbers are seconds. */
export type DurationExpr = NumberLiteral | DurationOperation;

export type DurationOperation =
  | { readonly kind: "durationCall"; readonly name: "step" | "range"; readonly span: Span }
  | {
      readonly kind: "durationChoice";
      readonly name: "min_of" | "max_of";
      readonly left: DurationExpr;
      readonly right: DurationExpr;
      readonly span: Span;
    }
  | { readonly kind: "durationNegation"; readonly expr: DurationExpr; readonly span: Span }
  | {
      readonly kind: "durationBinary";
      readonly op: "+" | "-" | "*" | "/" | "%" | "^";
      readonly left: DurationExpr;
      readonly right: DurationExpr;
      readonly span: Span;
    }
  | { readonly kind: "durationParen"; readonly expr: DurationExpr; readonly span: Span };

/** What stands within parentheses, however many there are. */
export function withoutParens(expr: Expr): Exclude<Expr, Paren> {
  return expr.kind === "paren" ? withoutParens(expr.expr) : expr;
}
