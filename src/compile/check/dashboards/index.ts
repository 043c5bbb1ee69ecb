import type { Check } from "../check.ts";
import { blankThreshold } from "./blank-threshold.ts";
import { contradictingUnit } from "./contradicting-unit.ts";
import { duplicatePanel } from "./duplicate-panel.ts";
import { duplicateQuery } from "./duplicate-query.ts";
import { heatmapWithoutLe } from "./heatmap-without-le.ts";
import { overlappingPanels } from "./overlapping-panels.ts";
import { tableRows } from "./table-rows.ts";
import { unknownVariable } from "./unknown-variable.ts";

/** Whether panels show what they are to show. */
export const DASHBOARD_CHECKS: readonly Check[] = [
  unknownVariable,
  contradictingUnit,
  duplicateQuery,
  heatmapWithoutLe,
  tableRows,
  blankThreshold,
  duplicatePanel,
  overlappingPanels,
];
