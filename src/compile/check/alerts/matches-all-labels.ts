import type { Binary } from "../../../promql/index.ts";

/** Whether an operator's series find each other by all of their labels. */
export function matchesAllLabels({ matching }: Binary): boolean {
  if (matching === undefined) return true;
  const { cardinality, on, labels, fill } = matching;
  const isPlain = cardinality === "one-to-one" || cardinality === "many-to-many";
  return isPlain && !on && labels.length === 0 && fill.left === undefined && fill.right === undefined;
}
