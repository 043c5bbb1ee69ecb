import { treeOf } from "../../alerting/index.ts";
import type { MetricDeclaration, Panel, PanelQuery, PanelUnit } from "../../model/index.ts";
import { catalogueOf, type Dimension, infer } from "../../promql/index.ts";

/** What the numbers of a panel's query are measured in: as the panel says, else as the expression yields. */
export function unitOfQuery(panel: Panel, query: PanelQuery): PanelUnit {
  return query.unit ?? panel.unit ?? unitYielded(panel, query) ?? "count";
}

/** As far as that is known by the expression's own metrics; of a heatmap the bounds of its buckets. */
function unitYielded({ kind }: Panel, { expr }: PanelQuery): PanelUnit | undefined {
  if (kind === "heatmap") return unitOfBounds(expr.metrics[0]);
  const tree = treeOf(expr);
  return unitOf(infer(tree, catalogueOf(expr.metrics)).get(tree)?.dimension);
}

/** The unit of a histogram's bounds. */
export function unitOfBounds(metric: MetricDeclaration | undefined): PanelUnit | undefined {
  return metric?.unit === "none" ? "count" : metric?.unit;
}

/** The unit of a panel that shows such numbers; undefined where nothing is known, or no unit is as that. */
export function unitOf(dimension: Dimension | undefined): PanelUnit | undefined {
  if (dimension === undefined) return undefined;
  const { seconds, bytes, celsius, isRatio } = dimension;
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
