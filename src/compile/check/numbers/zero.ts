import {
  type Aggregation,
  type Binary,
  type Call,
  type Expr,
  type Facts,
  isAccumulated,
  metricName,
} from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";
import { CHANGES, RATES } from "./calls.ts";
import { comparisonOf, constantOf, isComparison } from "./constant.ts";
import { askRecordings } from "./recorded.ts";

/** Whether an expression is known to be 0 at times: what grows when something happens is, while nothing happens. */
export type CanBeZero = (expr: Expr, facts: Facts) => boolean;

/** Of a gauge it is not known: how many may be there at most is never 0, how many are there may well be. */
export function zerosIn(subject: Subject): CanBeZero {
  const recorded = askRecordings(
    subject,
    (uses) => uses.some(({ tree, facts }) => canBeZero(tree, facts)),
    false,
  );
  const canBeZero: CanBeZero = (expr, facts) => {
    const inner = (one: Expr) => canBeZero(one, facts);
    switch (expr.kind) {
      case "number":
        return expr.value === 0;
      case "selector":
        return recorded(metricName(expr)) ?? false;
      case "matrix":
        return inner(expr.selector);
      case "paren":
      case "unary":
      case "subquery":
        return inner(expr.expr);
      case "aggregation":
        return OF_NUMBERS.includes(expr.op) && inner(expr.expr);
      case "call":
        return inCall(expr, facts, inner);
      case "binary":
        return inBinary(expr, inner);
      default:
        return false;
    }
  };
  return canBeZero;
}

type Inner = (expr: Expr) => boolean;

const OF_NUMBERS: readonly Aggregation["op"][] = ["sum", "avg", "max", "min", "topk", "bottomk", "quantile"];

/** Functions of a 0, or of nothing else than 0, that are 0. */
const KEEPING: readonly string[] = [
  "abs",
  "avg_over_time",
  "ceil",
  "clamp_max",
  "floor",
  "label_join",
  "label_replace",
  "last_over_time",
  "max_over_time",
  "min_over_time",
  "round",
  "scalar",
  "sort",
  "sort_desc",
  "sum_over_time",
  "vector",
];

function inCall({ name, args }: Call, facts: Facts, inner: Inner): boolean {
  const [first, second] = args;
  if (first === undefined) return false;
  if (name === "changes" || name === "resets") return true;
  if ([...RATES, ...CHANGES].includes(name)) return isAccumulated(facts.get(first)!.meaning);
  if (name === "clamp_min") return inner(first) && !((constantOf(second!) ?? 0) > 0);
  return KEEPING.includes(name) && inner(first);
}

function inBinary(node: Binary, inner: Inner): boolean {
  const { op, left, right } = node;
  if (isComparison(op)) return inComparison(node, inner);
  switch (op) {
    case "+":
      return inner(left) && inner(right);
    case "*":
    case "or":
      return inner(left) || inner(right);
    case "/":
    case "and":
    case "unless":
      return inner(left);
    default:
      return false;
  }
}

/** `x > 0` lets no 0 through. */
function inComparison(node: Binary, inner: Inner): boolean {
  if (node.bool) return true;
  const comparison = comparisonOf(node);
  if (comparison === undefined) return false;
  const { op, of, number } = comparison;
  const letsZero = {
    "==": 0 === number,
    "!=": 0 !== number,
    "<": 0 < number,
    "<=": 0 <= number,
    ">": 0 > number,
    ">=": 0 >= number,
  };
  return letsZero[op] && inner(of);
}
