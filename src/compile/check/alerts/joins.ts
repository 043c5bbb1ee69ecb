import {
  type Binary,
  type Expr,
  type LabelSet,
  type Presence,
  presenceOf,
  walk,
} from "../../../promql/index.ts";
import type { Use } from "../use.ts";

/** An operator between series of two sides, and what is known of these. */
export interface Join {
  readonly node: Binary;
  readonly matching: NonNullable<Binary["matching"]>;
  readonly left: LabelSet;
  readonly right: LabelSet;
}

/** The operators of an expression for whose answers two series have to find each other; `or` takes what it gets. */
export function joinsOf({ tree, facts }: Use): Join[] {
  const joins: Join[] = [];
  walk(tree, (node: Expr) => {
    if (node.kind !== "binary" || node.op === "or" || node.matching === undefined) return;
    const { fill } = node.matching;
    if (fill.left !== undefined || fill.right !== undefined) return;
    const [left, right] = [facts.get(node.left)?.labels, facts.get(node.right)?.labels];
    if (left === undefined || right === undefined) return;
    joins.push({ node, matching: node.matching, left, right });
  });
  return joins;
}

/** The labels by which a join's sides find each other, as far as they are known. */
export function matchedLabels({ matching, left, right }: Join): readonly string[] {
  if (matching.on) return matching.labels;
  const all = new Set([...left.labels.keys(), ...right.labels.keys()]);
  return [...all].filter((label) => label !== "__name__" && !matching.labels.includes(label));
}

/** Whether each side has a label, none, or only some of its series. */
export function presences({ left, right }: Join, label: string): readonly (Presence | "never")[] {
  return [presenceOf(left, label), presenceOf(right, label)];
}

/** The operator alone, with how its sides find each other. */
export function joinText({ op, matching }: Binary): string {
  const { on, labels } = matching!;
  if (!on && labels.length === 0) return op;
  return `${op} ${on ? "on" : "ignoring"} (${labels.join(", ")})`;
}
