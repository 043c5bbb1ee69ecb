import { type Binary, type Call, type Expr, type LabelSet, metricName, walk } from "../../../promql/index.ts";
import type { Use } from "../use.ts";

/** A label that an expression names. */
export interface LabelMention {
  readonly label: string;
  /** `of letters_total`, `in by (kind)`. */
  readonly where: string;
  /** The labels of the results of which one should have it. */
  readonly among: readonly LabelSet[];
}

type LabelsOf = (node: Expr) => LabelSet;

/** Every label that an expression names and that must be there to mean anything, but for a metric's name. */
export function labelMentions({ tree, facts }: Use): LabelMention[] {
  const mentions: LabelMention[] = [];
  walk(tree, (node) => void mentions.push(...mentionsOf(node, (of) => facts.get(of)!.labels)));
  return mentions.filter(({ label }) => label !== "__name__");
}

function mentionsOf(node: Expr, labelsOf: LabelsOf): LabelMention[] {
  switch (node.kind) {
    case "selector": {
      const where = `of ${metricName(node) ?? "series"}`;
      return node.matchers.map(({ label }) => ({ label, where, among: [labelsOf(node)] }));
    }
    case "aggregation":
      return named(node.without ? "without" : "by", node.labels, [labelsOf(node.expr)]);
    case "binary":
      return ofMatching(node, labelsOf);
    case "call":
      return named(node.name, sourcesOf(node), node.args.slice(0, 1).map(labelsOf));
    default:
      return [];
  }
}

function ofMatching({ matching, left, right }: Binary, labelsOf: LabelsOf): LabelMention[] {
  if (matching === undefined) return [];
  const { on, labels, include, cardinality } = matching;
  const [grouping, one] = cardinality === "one-to-many" ? ["group_right", left] : ["group_left", right];
  return [
    ...named(on ? "on" : "ignoring", labels, [labelsOf(left), labelsOf(right)]),
    ...named(grouping, include, [labelsOf(one)]),
  ];
}

/** The labels that a function reads. An empty one is none: `label_replace(x, "team", "post", "", "")`. */
function sourcesOf({ name, args }: Call): string[] {
  const first = FIRST_SOURCE[name];
  if (first === undefined) return [];
  const sources = name === "label_replace" ? args.slice(first, first + 1) : args.slice(first);
  return sources.flatMap((arg) => (arg.kind === "string" && arg.value !== "" ? [arg.value] : []));
}

/** The first of the arguments that name labels to be read. */
const FIRST_SOURCE: Partial<Readonly<Record<Call["name"], number>>> = {
  label_replace: 3,
  label_join: 3,
  sort_by_label: 1,
  sort_by_label_desc: 1,
};

function named(what: string, labels: readonly string[], among: readonly LabelSet[]): LabelMention[] {
  return labels.map((label) => ({ label, where: `in ${what} (${labels.join(", ")})`, among }));
}
