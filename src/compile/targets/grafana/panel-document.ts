import type { Area } from "../../../define/index.ts";
import type { Panel } from "../../../model/index.ts";
import { unitOfQuery } from "../../dashboards/unit.ts";
import { DATASOURCE } from "./datasource.ts";
import { draw } from "./panels/index.ts";
import { targetsOf } from "./queries.ts";
import { thresholdsOf } from "./thresholds.ts";
import { UNITS } from "./units.ts";

/** A panel of a classic dashboard. `id` is unique within it. */
export function panelDocument(panel: Panel, id: number, area: Area, pluginVersion: string) {
  const { type, asked, options, defaults, overrides = [], transformations } = draw(panel);
  return {
    id,
    type,
    title: panel.title,
    description: panel.description,
    pluginVersion,
    datasource: DATASOURCE,
    gridPos: { h: area.height, w: area.width, x: area.x, y: area.y },
    targets: targetsOf(panel, asked),
    fieldConfig: { defaults: { ...fieldDefaults(panel), ...defaults }, overrides },
    options,
    ...(transformations !== undefined && { transformations }),
  };
}

function fieldDefaults(panel: Panel) {
  const { valueNames = {} } = panel;
  const names = Object.entries(valueNames).map(([value, text], index) => [value, { index, text }]);
  return {
    unit: UNITS[unitOfQuery(panel, panel.queries[0]!)],
    thresholds: thresholdsOf(panel.thresholds),
    mappings: names.length === 0 ? [] : [{ type: "value", options: Object.fromEntries(names) }],
  };
}
