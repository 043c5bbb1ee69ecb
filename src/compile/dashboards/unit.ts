import type { Expression, MetricDeclaration, Panel, PanelQuery, PanelUnit } from "../../model/index.ts";
import { catalogueOf, type Dimension, infer } from "../../promql/index.ts";
import { treeOf } from "../expression-tree.ts";

/** What the numbers of a panel's query are measured in: as the panel says, else as the expression yields. */
export function unitOfQuery(panel: Panel, query: PanelQuery): PanelUnit {
  return query.unit ?? panel.unit ?? unitShown(panel, query.expr) ?? "count";
}

/**
 * What a panel shows of an expression's numbers, as far as that is known by its metrics: of a heatmap the bounds of its
 * buckets.
 * @param metrics Beside the declarations that it was made of. Default: none.
 */
export function unitShown(
  { kind }: Panel,
  expr: Expression,
  metrics: readonly MetricDeclaration[] = [],
): PanelUnit | undefined {
  if (kind === "heatmap") return unitOfBounds(expr);
  const tree = treeOf(expr);
  const dimension = infer(tree, catalogueOf([...metrics, ...expr.metrics])).get(tree)?.dimension;
  return dimension && unitOf(dimension);
}

function unitOfBounds({ metrics }: Expression): PanelUnit | undefined {
  const unit = metrics[0]?.unit;
  return unit === "none" ? "count" : unit;
}

function unitOf({ seconds, bytes, celsius, isRatio }: Dimension): PanelUnit | undefined {
  if (isRatio) return "ratio";
  switch (`${seconds} ${bytes} ${celsius}`) {
    case "0 0 0":
      return "count";
    case "-1 0 0":
      return "perSecond";
    case "1 0 0":
      return "seconds";
    case "0 1 0":
      return "bytes";
    case "-1 1 0":
      return "bytesPerSecond";
    case "0 0 1":
      return "celsius";
    default:
      return undefined;
  }
}
