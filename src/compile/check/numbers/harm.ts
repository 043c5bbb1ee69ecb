import type { Aggregation, Binary, Call, Expr } from "../../../promql/index.ts";
import { isComparison } from "./constant.ts";

/** What comes of a number that is none; undefined where nothing does. */
export interface Harm {
  readonly nan?: string | undefined;
  readonly infinite?: string | undefined;
}

const NONE: Harm = {};

/** What comes of a part of an expression, by what comes of the whole. */
export function harmTo(part: Expr, whole: Expr, harm: Harm, isAlert: boolean): Harm {
  switch (whole.kind) {
    case "aggregation":
      return part === whole.param ? NONE : byAggregation(whole, harm);
    case "call":
      return byFunction(whole, harm);
    case "unary":
      return whole.op === "-" ? { nan: harm.nan } : harm;
    case "binary":
      return byOperator(part === whole.right, whole, harm, isAlert);
    default:
      return harm;
  }
}

const POISONED: Readonly<Record<string, string>> = {
  sum: "one NaN makes the sum NaN",
  avg: "one NaN makes the average NaN",
  stddev: "one NaN makes the deviation NaN",
  stdvar: "one NaN makes the variance NaN",
  quantile: "NaN counts as the lowest number",
};
/** Those that ask which series there are, or how many. */
const UNHARMED: readonly string[] = [
  "absent",
  "absent_over_time",
  "count",
  "count_over_time",
  "group",
  "present_over_time",
  "timestamp",
];

function byAggregation({ op }: Aggregation, harm: Harm): Harm {
  if (UNHARMED.includes(op)) return NONE;
  return POISONED[op] === undefined ? harm : { ...harm, nan: POISONED[op] };
}

function byFunction({ name }: Call, harm: Harm): Harm {
  if (UNHARMED.includes(name)) return NONE;
  const poisoned = POISONED[name.replace("_over_time", "")];
  return poisoned === undefined ? harm : { ...harm, nan: poisoned };
}

function byOperator(isRight: boolean, node: Binary, harm: Harm, isAlert: boolean): Harm {
  const { op } = node;
  if (isComparison(op)) return node.bool ? NONE : byComparison(isRight, op, harm, isAlert);
  if (op === "and" || op === "unless") return isRight ? NONE : harm;
  return op === "-" && isRight ? { nan: harm.nan } : harm;
}

const UNEQUAL = "NaN is unequal to every number, so that the alert fires";
const INFINITE = "the quotient is then +Inf, above every threshold";

function byComparison(isRight: boolean, op: Binary["op"], { nan }: Harm, isAlert: boolean): Harm {
  const isUnequal = op === "!=";
  const letsInfinite = isUnequal || op.startsWith(isRight ? "<" : ">");
  return {
    nan: isUnequal && isAlert ? UNEQUAL : isUnequal ? nan : undefined,
    infinite: isAlert && letsInfinite ? INFINITE : undefined,
  };
}
