import { type Binary, type Catalogue, valueTypeOf } from "../../../promql/index.ts";
import { matchesAllLabels } from "../alerts/matches-all-labels.ts";
import { arithmetic } from "./arithmetic.ts";
import { type Comparison, comparisonOf, isAlways, isNever, kept, mirrored } from "./comparison.ts";
import { isContradiction, isTakenAway } from "./conjunction.ts";
import { ANY, both, from, hull, type Interval, isNothing, NOTHING, orNaN, SHARE } from "./interval.ts";
import { isPartOf } from "./part-of.ts";
import type { RangeOf } from "./range-of.ts";

/** What an operator's answers can be. */
export function binaryRange(node: Binary, of: RangeOf, catalogue: Catalogue): Interval {
  const { fill } = node.matching ?? {};
  if (fill?.left !== undefined || fill?.right !== undefined) return ANY;
  const [left, right] = [of(node.left), of(node.right)];
  const comparison = comparisonOf(node);
  if (comparison !== undefined) return comparedRange(node, comparison, left, right);
  switch (node.op) {
    case "and":
      return isNothing(left) || isNothing(right) || isContradiction(node, of) ? NOTHING : left;
    case "or":
      return hull(left, right);
    case "unless":
      return isTakenAway(node, of) ? NOTHING : left;
    case "/": {
      const quotient = arithmetic("/", left, right);
      const isShare = matchesAllLabels(node) && isPartOf(node.left, node.right, of, catalogue);
      return isShare ? orNaN(both(SHARE, quotient)) : quotient;
    }
    default:
      return arithmetic(node.op, left, right);
  }
}

function comparedRange(node: Binary, comparison: Comparison, left: Interval, right: Interval): Interval {
  if (isNothing(left) || isNothing(right)) return NOTHING;
  if (node.bool) {
    const canBeFalse = left.mayBeNaN || right.mayBeNaN || !isAlways(left, comparison, right);
    return from(canBeFalse ? 0 : 1, isNever(left, comparison, right) ? 0 : 1);
  }
  const isScalarLeft = valueTypeOf(node.left) === "scalar";
  return isScalarLeft ? kept(right, mirrored(comparison), left) : kept(left, comparison, right);
}
