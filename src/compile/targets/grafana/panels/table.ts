import type { PanelQuery, TablePanel } from "../../../../model/index.ts";
import { unitOfQuery } from "../../../dashboards/unit.ts";
import { UNITS } from "../units.ts";
import type { Drawn } from "./drawn.ts";

export function drawTable(panel: TablePanel): Drawn {
  const { queries, rows, orderedBy, thresholds, valueNames } = panel;
  const order = queries.find(({ id }) => id === orderedBy);
  const sortBy =
    order === undefined
      ? rows.slice(0, 1).map((displayName) => ({ displayName, desc: false }))
      : [{ displayName: order.legend, desc: true }];
  const isColored = thresholds !== undefined || valueNames !== undefined;
  return {
    type: "table",
    asked: { over: "now", format: "table" },
    options: {
      cellHeight: "sm",
      footer: { show: false, reducer: ["sum"], fields: "" },
      showHeader: true,
      sortBy,
    },
    defaults: {
      color: { mode: "thresholds" },
      custom: { align: "auto", cellOptions: { type: "auto" }, inspect: false },
    },
    overrides: queries.map((query) => ({
      matcher: { id: "byName", options: query.legend },
      properties: [
        { id: "unit", value: UNITS[unitOfQuery(panel, query)] },
        ...(isColored ? [{ id: "custom.cellOptions", value: { type: "color-text" } }] : []),
      ],
    })),
    transformations: [
      { id: "merge", options: {} },
      { id: "organize", options: columns(queries, rows) },
    ],
  };
}

/** Grafana calls a column of numbers `Value`, or `Value #A` where there are several queries. */
function columns(queries: readonly PanelQuery[], rows: readonly string[]) {
  const nameOf = ({ id }: PanelQuery) => (queries.length === 1 ? "Value" : `Value #${id}`);
  const order = [...rows, ...queries.map(nameOf)];
  return {
    excludeByName: { Time: true },
    indexByName: Object.fromEntries(order.map((name, i) => [name, i])),
    renameByName: Object.fromEntries(queries.map((query) => [nameOf(query), query.legend])),
  };
}
