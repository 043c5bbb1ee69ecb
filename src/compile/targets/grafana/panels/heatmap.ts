import type { HeatmapPanel } from "../../../../model/index.ts";
import { unitOfQuery } from "../../../dashboards/unit.ts";
import { UNITS } from "../units.ts";
import type { Drawn } from "./drawn.ts";

export function drawHeatmap(panel: HeatmapPanel): Drawn {
  return {
    type: "heatmap",
    asked: { over: "range", format: "heatmap" },
    options: {
      calculate: false,
      cellGap: 1,
      color: {
        mode: "scheme",
        scheme: "Oranges",
        steps: 64,
        exponent: 0.5,
        fill: "dark-orange",
        reverse: false,
      },
      filterValues: { le: 1e-9 },
      legend: { show: true },
      rowsFrame: { layout: "auto" },
      tooltip: { mode: "single", showColorScale: false, yHistogram: false },
      // The buckets' bounds, whereas the field's unit is that of the counts in them.
      yAxis: { axisPlacement: "left", reverse: false, unit: UNITS[unitOfQuery(panel, panel.queries[0]!)] },
    },
  };
}
