import type { Aggregation, Expr, VectorSelector } from "../ast.ts";
import { metricName } from "../ast.ts";
import { inferBinary } from "./binary.ts";
import { inferCall } from "./call.ts";
import type { Catalogue } from "./catalogue.ts";
import { COUNT, type Dimension, times } from "./dimension.ts";
import type { Inferred } from "./inferred.ts";
import { ANY_LABELS, add, drop, keep, NO_LABELS } from "./label-set.ts";
import { mixed } from "./meaning.ts";

/** What is known of each node of a tree. */
export type Facts = ReadonlyMap<Expr, Inferred>;

export interface InferOptions {
  /** Labels that each series has beside those of its metric, such as those of its target. Default: none. */
  readonly targetLabels?: readonly string[];
}

/** Finds out what is known of every node of an expression, whose series are those of a catalogue. */
export function infer(expr: Expr, catalogue: Catalogue, { targetLabels = [] }: InferOptions = {}): Facts {
  const facts = new Map<Expr, Inferred>();
  const of = (node: Expr): Inferred => {
    const known = facts.get(node) ?? inferNode(node);
    facts.set(node, known);
    return known;
  };
  const inferNode = (node: Expr): Inferred => {
    switch (node.kind) {
      case "number":
        return { labels: NO_LABELS, meaning: "value", dimension: undefined };
      case "string":
        return { labels: NO_LABELS, meaning: "unknown", dimension: undefined };
      case "selector":
        return inferSelector(node, catalogue, targetLabels);
      case "matrix":
        return of(node.selector);
      case "subquery":
      case "paren":
        return of(node.expr);
      case "unary":
        return { ...of(node.expr), labels: drop(of(node.expr).labels, NAME) };
      case "aggregation":
        if (node.param !== undefined) of(node.param);
        return inferAggregation(node, of(node.expr));
      case "call":
        return inferCall(node, of, catalogue);
      case "binary":
        return inferBinary(node, of(node.left), of(node.right));
    }
  };
  of(expr);
  return facts;
}

const NAME = ["__name__"];
function inferSelector(
  node: VectorSelector,
  catalogue: Catalogue,
  targetLabels: readonly string[],
): Inferred {
  const name = metricName(node);
  const known = name === undefined ? undefined : catalogue(name);
  if (known === undefined) return { labels: ANY_LABELS, meaning: "unknown", dimension: undefined };
  const { kind, labels, meaning, dimension } = known;
  const scraped = kind === "recorded" ? [] : targetLabels;
  return { labels: scraped.reduce((set, label) => add(set, label, "always"), labels), meaning, dimension };
}

/** Aggregations that answer with some of the series that they are given. */
const CHOOSING: readonly string[] = ["topk", "bottomk", "limitk", "limit_ratio"];
/** Those whose numbers are of the same kind as what they are made of. */
const KEEPING: readonly string[] = ["sum", "avg", "max", "min", "quantile"];

function inferAggregation({ op, labels: names, without, param }: Aggregation, of: Inferred): Inferred {
  if (CHOOSING.includes(op)) return of;
  const grouped = without ? drop(of.labels, [...names, ...NAME]) : keep(of.labels, names);
  if (op === "count_values") {
    const label = param?.kind === "string" ? param.value : undefined;
    const labels = label === undefined ? { ...grouped, isOpen: true } : add(grouped, label, "always");
    return { labels, meaning: "value", dimension: COUNT };
  }
  if (KEEPING.includes(op)) return { ...of, labels: grouped, meaning: mixed(of.meaning) };
  return { labels: grouped, meaning: "value", dimension: spread(op, of.dimension) };
}

/** The unit of how far numbers lie apart; of `count` and `group`, which are of no unit. */
function spread(op: Aggregation["op"], of: Dimension | undefined): Dimension | undefined {
  if (op === "stddev") return of;
  return op === "stdvar" ? of && times(of, of) : COUNT;
}
