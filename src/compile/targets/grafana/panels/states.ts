import type { Drawn } from "./drawn.ts";

export function drawStates(): Drawn {
  return {
    type: "state-timeline",
    asked: { over: "range" },
    options: {
      alignValue: "left",
      legend: { displayMode: "list", placement: "bottom", showLegend: false },
      mergeValues: true,
      rowHeight: 0.9,
      showValue: "auto",
      tooltip: { mode: "single", sort: "none" },
    },
    defaults: { color: { mode: "thresholds" }, custom: { fillOpacity: 70, lineWidth: 0 } },
  };
}
