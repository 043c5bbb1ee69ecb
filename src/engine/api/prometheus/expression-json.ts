import {
  type AtModifier,
  type Duration,
  type Expr,
  FUNCTIONS,
  goPlain,
  type VectorSelector,
} from "../../../promql/index.ts";

/** An expression's tree in the form that Prometheus' own page draws (web/api/v1/translate_ast.go). */
export function expressionJson(expr: Expr): object {
  switch (expr.kind) {
    case "number":
      return { type: "numberLiteral", val: goPlain(expr.value) };
    case "string":
      return { type: "stringLiteral", val: expr.value };
    case "selector":
      return { type: "vectorSelector", ...selectorJson(expr) };
    case "matrix":
      return { type: "matrixSelector", ...selectorJson(expr.selector), range: msOf(expr.range) };
    case "subquery":
      return {
        type: "subquery",
        expr: expressionJson(expr.expr),
        range: msOf(expr.range),
        step: msOf(expr.step),
        ...shiftJson(expr),
      };
    case "unary":
      return { type: "unaryExpr", op: expr.op, expr: expressionJson(expr.expr) };
    case "paren":
      return { type: "parenExpr", expr: expressionJson(expr.expr) };
    case "binary":
      return binaryJson(expr);
    case "aggregation":
      return {
        type: "aggregation",
        op: expr.op,
        expr: expressionJson(expr.expr),
        param: expr.param === undefined ? null : expressionJson(expr.param),
        grouping: expr.labels,
        without: expr.without,
      };
    case "call":
      return callJson(expr);
  }
}

function binaryJson({ op, left, right, bool, matching }: Extract<Expr, { kind: "binary" }>) {
  return {
    type: "binaryExpr",
    op,
    lhs: expressionJson(left),
    rhs: expressionJson(right),
    matching:
      matching === undefined
        ? null
        : { card: matching.cardinality, labels: matching.labels, on: matching.on, include: matching.include },
    bool,
  };
}

function callJson({ name, args }: Extract<Expr, { kind: "call" }>) {
  const { args: argTypes, lastArg, returns } = FUNCTIONS[name];
  const [least, most] = lastArg;
  const variadic = most === Number.POSITIVE_INFINITY ? -1 : most - least;
  return {
    type: "call",
    func: { name, argTypes, variadic, returnType: returns },
    args: args.map(expressionJson),
  };
}

function selectorJson(selector: VectorSelector) {
  const { name = "", matchers } = selector;
  const written = matchers.map(({ label, op, value }) => ({ name: label, value, type: op }));
  const ofName = { name: "__name__", value: name, type: "=" };
  return { name, matchers: name === "" ? written : [...written, ofName], ...shiftJson(selector) };
}

function shiftJson({
  at,
  offset,
}: {
  readonly at: AtModifier | undefined;
  readonly offset: Duration | undefined;
}) {
  return {
    offset: msOf(offset),
    timestamp: at?.kind === "timestamp" ? at.ms : null,
    startOrEnd: at === undefined || at.kind === "timestamp" ? null : at.kind,
  };
}

/** Durations that are computed are experimental, and not parsed here. */
function msOf(duration: Duration | undefined): number {
  return duration?.kind === "constant" ? duration.ms : 0;
}
