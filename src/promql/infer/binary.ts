import { type Binary, COMPARISON_OPERATORS } from "../ast.ts";
import { valueTypeOf } from "../type-of.ts";
import { agree, COUNT, type Dimension, over, times } from "./dimension.ts";
import type { Inferred } from "./inferred.ts";
import { add, drop, either, keep, type LabelSet, presenceOf } from "./label-set.ts";
import { isAccumulated, type Meaning, mixed } from "./meaning.ts";

const NAME = ["__name__"];

/** What is known of the answer of an operator. */
export function inferBinary(node: Binary, left: Inferred, right: Inferred): Inferred {
  const isLeftScalar = valueTypeOf(node.left) === "scalar";
  const isRightScalar = valueTypeOf(node.right) === "scalar";
  const labels =
    isLeftScalar || isRightScalar ? oneSided(node, isLeftScalar ? right : left) : joined(node, left, right);
  if (isComparison(node)) return compared(node, isLeftScalar ? right : left, labels);
  if (node.op === "and" || node.op === "unless") return { ...left, labels };
  if (node.op === "or") {
    const isSame = left.meaning === right.meaning;
    return { labels, meaning: isSame ? left.meaning : "unknown", dimension: eitherDimension(left, right) };
  }
  return {
    labels,
    meaning: arithmeticMeaning(node, left.meaning, right.meaning),
    dimension: arithmeticDimension(node, left, right),
  };
}

/** A filter answers with what it lets through; `bool` with 0 and 1. */
function compared(node: Binary, kept: Inferred, labels: LabelSet): Inferred {
  return node.bool ? { labels, meaning: "value", dimension: COUNT } : { ...kept, labels };
}

function oneSided(node: Binary, { labels }: Inferred): LabelSet {
  return isComparison(node) && !node.bool ? labels : drop(labels, NAME);
}

function joined({ op, matching }: Binary, left: Inferred, right: Inferred): LabelSet {
  if (op === "or") return either(left.labels, right.labels);
  if (op === "and" || op === "unless" || matching === undefined) return left.labels;
  const { cardinality, on, labels, include } = matching;
  if (cardinality === "one-to-one") {
    return on ? keep(left.labels, labels) : drop(left.labels, [...labels, ...NAME]);
  }
  const [many, one] = cardinality === "many-to-one" ? [left, right] : [right, left];
  return include.reduce(
    (set, name) => {
      const presence = presenceOf(one.labels, name);
      return presence === "never" ? drop(set, [name]) : add(drop(set, [name]), name, presence);
    },
    drop(many.labels, NAME),
  );
}

/** What comes of one side or the other has a unit where both have the same. */
function eitherDimension({ dimension: a }: Inferred, { dimension: b }: Inferred): Dimension | undefined {
  return a === undefined || b === undefined || agree(a, b) ? (a ?? b) : undefined;
}

function arithmeticMeaning({ op }: Binary, left: Meaning, right: Meaning): Meaning {
  // 1 - ratio, rate * 60: still buckets of what grew, by whatever factor
  if (left === "ratedBuckets" || right === "ratedBuckets") return "ratedBuckets";
  if (left === "unknown" || right === "unknown") return "unknown";
  if (op === "+" && isAccumulated(left) && isAccumulated(right)) return mixed(left);
  if (op === "*" && isAccumulated(right)) return isAccumulated(left) ? "value" : mixed(right);
  // a difference and a ratio of two go up and down
  return (op === "*" || op === "/") && !isAccumulated(right) ? mixed(left) : "value";
}

function arithmeticDimension({ op }: Binary, left: Inferred, right: Inferred): Dimension | undefined {
  const { dimension: a } = left;
  const { dimension: b } = right;
  switch (op) {
    case "+":
    case "-":
      return a ?? b;
    case "*":
      return a !== undefined && b !== undefined ? times(a, b) : (a ?? b);
    case "/":
      return a !== undefined && b !== undefined ? over(a, b) : a;
    case "%":
      return a;
    default:
      return undefined;
  }
}

function isComparison({ op }: Binary): boolean {
  return (COMPARISON_OPERATORS as readonly string[]).includes(op);
}
