import { type Drawn, LAST } from "./drawn.ts";

export function drawPie(): Drawn {
  return {
    type: "piechart",
    asked: { over: "now" },
    options: {
      displayLabels: ["percent"],
      legend: { displayMode: "table", placement: "right", showLegend: true, values: ["value", "percent"] },
      pieType: "donut",
      reduceOptions: LAST,
      tooltip: { mode: "single", sort: "none" },
    },
    defaults: { color: { mode: "palette-classic" } },
  };
}
