import type { Expression, Panel, PanelQuery } from "../../../model/index.ts";
import { DATASOURCE } from "./datasource.ts";

/** How a panel wants its answers: over the range or of now, and in which form. */
export interface Asked {
  readonly over: "range" | "now";
  readonly format?: "time_series" | "table" | "heatmap";
}

export function targetsOf({ queries }: Panel, asked: Asked): object[] {
  return queries.map((query) => target(query, asked));
}

/** An expression on one line. */
export function oneLine({ text }: Expression): string {
  return text.replace(/\s*\n\s*/g, " ");
}

function target({ id, expr, legend }: PanelQuery, { over, format = "time_series" }: Asked) {
  return {
    refId: id,
    datasource: DATASOURCE,
    editorMode: "code",
    expr: oneLine(expr),
    legendFormat: legend,
    format,
    instant: over === "now",
    range: over === "range",
  };
}
