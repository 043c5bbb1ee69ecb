import {
  type AggregationOperator,
  type Binary,
  childrenOf,
  type Expr,
  type Facts,
  isAccumulated,
  print,
} from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import type { Use } from "../use.ts";
import { CHANGES, QUANTILES, RATES } from "./calls.ts";
import { constantOf, isComparison } from "./constant.ts";

/** A counter whose number itself is looked at. */
export const counterWithoutRate: Check = {
  code: "FAROL_COUNTER_WITHOUT_RATE",
  level: "error",
  title: "A counter without a rate",
  why: "A counter holds everything since its process began: it says how old the process is, jumps to 0 with each deployment, and an alert on it fires once and for ever. What it tells is how it grows: `rate(…)` for how many a second, `increase(…)` for how many in a while. The count and the sum of a histogram are counters, too. Where only its presence counts, as in `absent(…)`, `count(…)`, `group(…)`, on the right of `and` and `unless`, or multiplied by 0, a counter stands as it is; a sum of it says nothing there either.",
  find: ({ uses }) => uses.flatMap(rawCounters),
};

function rawCounters(use: Use): Found[] {
  const asked: Asked = use.origin.kind === "mark" ? "presence" : "number";
  const names = new Set(readRaw(use.tree, asked, use.facts));
  return [...names].map((name) => ({
    place: use.expression.place,
    found: `${name} without a rate in ${use.what}`,
    rule: "a counter holds everything since its process began",
    cure: `Write rate(${name}[5m]) for how many a second, increase(…) for how many, group(…) where it only has to be there.`,
  }));
}

/**
 * What is asked of an expression: its numbers, or only which series there are. Who sums up for that has made numbers in
 * vain, and most likely left something out; whoever counts series has not.
 */
type Asked = "number" | "presence" | "series";

function* readRaw(node: Expr, asked: Asked, facts: Facts): Generator<string> {
  if (node.kind === "selector" && asked === "number" && isAccumulated(facts.get(node)!.meaning)) {
    yield print({ ...node, offset: undefined, at: undefined });
  }
  for (const child of childrenOf(node)) yield* readRaw(child, askedOf(child, node, asked, facts), facts);
}

/** What an expression asks of one that it holds. */
function askedOf(child: Expr, parent: Expr, asked: Asked, facts: Facts): Asked {
  switch (parent.kind) {
    case "aggregation":
      return child === parent.param ? "number" : byAggregation(parent.op, asked);
    case "call":
      return byFunction(parent.name, asked);
    case "binary":
      return byOperator(child, parent, asked, facts);
    default:
      return asked;
  }
}

function byAggregation(op: AggregationOperator, asked: Asked): Asked {
  if (op === "count" || op === "group") return "series";
  if (op === "limitk" || op === "limit_ratio") return asked;
  const isChoice = op === "topk" || op === "bottomk" || op === "count_values";
  return isChoice ? "number" : calculated(asked);
}

const OF_SERIES: readonly string[] = [
  ...RATES,
  // these two have checks of their own
  ...CHANGES,
  ...QUANTILES,
  "absent",
  "absent_over_time",
  "changes",
  "resets",
  "start_timestamp",
  "timestamp",
  "ts_of_first_over_time",
  "ts_of_last_over_time",
];
const OF_PRESENCE: readonly string[] = ["count_over_time", "present_over_time"];

function byFunction(name: string, asked: Asked): Asked {
  if (OF_SERIES.includes(name)) return "series";
  return OF_PRESENCE.includes(name) && asked === "number" ? "presence" : asked;
}

function byOperator(child: Expr, { op, left, right }: Binary, asked: Asked, facts: Facts): Asked {
  const isRight = child === right;
  if (op === "or") return asked;
  if (op === "and" || op === "unless") return isRight && asked === "number" ? "presence" : asked;
  if (isComparison(op)) {
    // x == x offset 5m asks whether it moved
    const isMoved = (op === "==" || op === "!=") && [left, right].every((side) => accumulates(side, facts));
    return isMoved ? "series" : "number";
  }
  return op === "*" && constantOf(isRight ? left : right) === 0 ? "series" : calculated(asked);
}

function accumulates(side: Expr, facts: Facts): boolean {
  return isAccumulated(facts.get(side)!.meaning);
}

function calculated(asked: Asked): Asked {
  return asked === "presence" ? "number" : asked;
}
