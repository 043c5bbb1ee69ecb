import type { TimeseriesPanel } from "../../../../model/index.ts";
import type { Drawn } from "./drawn.ts";

export function drawTimeseries({ stacked, thresholds }: TimeseriesPanel): Drawn {
  return {
    type: "timeseries",
    asked: { over: "range" },
    options: {
      legend: { calcs: ["lastNotNull", "max"], displayMode: "table", placement: "bottom", showLegend: true },
      tooltip: { mode: "multi", sort: "desc" },
    },
    defaults: {
      color: { mode: "palette-classic" },
      custom: {
        axisSoftMin: 0,
        drawStyle: "line",
        lineWidth: 1,
        fillOpacity: stacked ? 40 : 10,
        showPoints: "never",
        spanNulls: false,
        stacking: { group: "A", mode: stacked ? "normal" : "none" },
        thresholdsStyle: { mode: thresholds === undefined ? "off" : "dashed" },
      },
    },
  };
}
