import type { Panel } from "../../../../model/index.ts";
import type { Drawn } from "./drawn.ts";
import { drawGauge } from "./gauge.ts";
import { drawHeatmap } from "./heatmap.ts";
import { drawPie } from "./pie.ts";
import { drawStat } from "./stat.ts";
import { drawStates } from "./states.ts";
import { drawTable } from "./table.ts";
import { drawTimeseries } from "./timeseries.ts";

type Draw<K extends Panel["kind"]> = (panel: Extract<Panel, { kind: K }>) => Drawn;

const DRAW: { readonly [K in Panel["kind"]]: Draw<K> } = {
  timeseries: drawTimeseries,
  stat: drawStat,
  gauge: drawGauge,
  pie: drawPie,
  table: drawTable,
  heatmap: drawHeatmap,
  states: drawStates,
};

export function draw(panel: Panel): Drawn {
  return (DRAW[panel.kind] as (panel: Panel) => Drawn)(panel);
}
