import {
  FarolError,
  type GaugePanel,
  type HeatmapPanel,
  type Panel,
  type PanelQuery,
  type PiePanel,
  type StatesPanel,
  type StatPanel,
  type TablePanel,
  type TimeseriesPanel,
} from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";

/** A panel's query. `id` is by default the letter of its place: A, B, … */
export type QuerySpec = Omit<PanelQuery, "id"> & Partial<Pick<PanelQuery, "id">>;

type Defaulted<P extends Panel> = Omit<P, "kind" | "place" | "queries" | "width" | "height"> & {
  readonly queries: readonly QuerySpec[];
  /** Default: 12, half a row. */
  readonly width?: number;
  /** Default: 8. */
  readonly height?: number;
};
export type TimeseriesSpec = Omit<Defaulted<TimeseriesPanel>, "stacked"> & {
  /** Default: false. */
  readonly stacked?: boolean;
};
export type GaugeSpec = Omit<Defaulted<GaugePanel>, "min"> & {
  /** Default: 0. */
  readonly min?: number;
};
export type StatSpec = Defaulted<StatPanel>;
export type PieSpec = Defaulted<PiePanel>;
export type TableSpec = Defaulted<TablePanel>;
export type HeatmapSpec = Defaulted<HeatmapPanel>;
export type StatesSpec = Defaulted<StatesPanel> & Required<Pick<StatesPanel, "valueNames">>;

/** Lines over time. @throws FarolError FAROL_PANEL, as all panels do, for a size that no row has, or without a query. */
export function timeseries(spec: TimeseriesSpec): TimeseriesPanel {
  return { kind: "timeseries", stacked: false, ...common(spec), place: placeOfCaller(timeseries) };
}

/** The numbers of now, large. */
export function stat(spec: StatSpec): StatPanel {
  return { kind: "stat", ...common(spec), place: placeOfCaller(stat) };
}

/** The numbers of now on a scale. */
export function gaugePanel(spec: GaugeSpec): GaugePanel {
  return { kind: "gauge", min: 0, ...common(spec), place: placeOfCaller(gaugePanel) };
}

/** The shares that make up a whole, now. */
export function pie(spec: PieSpec): PiePanel {
  return { kind: "pie", ...common(spec), place: placeOfCaller(pie) };
}

/** The numbers of now, a column for each query. */
export function table(spec: TableSpec): TablePanel {
  return { kind: "table", ...common(spec), place: placeOfCaller(table) };
}

/** A histogram over time; its query sums buckets `by (le)`. */
export function heatmap(spec: HeatmapSpec): HeatmapPanel {
  return { kind: "heatmap", ...common(spec), place: placeOfCaller(heatmap) };
}

/** States over time, by name. */
export function states(spec: StatesSpec): StatesPanel {
  return { kind: "states", ...common(spec), place: placeOfCaller(states) };
}

function common<
  S extends {
    readonly title: string;
    readonly queries: readonly QuerySpec[];
    readonly width?: number;
    readonly height?: number;
  },
>(spec: S) {
  const { width = 12, height = 8 } = spec;
  const isSize =
    Number.isInteger(width) && width >= 1 && width <= 24 && Number.isInteger(height) && height >= 1;
  if (!isSize) throw refused(`${width} wide and ${height} high`, spec.title);
  if (spec.queries.length === 0) throw refused("without a query", spec.title);
  const queries = spec.queries.map((query, i) => ({ id: String.fromCharCode(65 + i), ...query }));
  return { ...spec, queries, width, height };
}

function refused(what: string, title: string): FarolError {
  return new FarolError({
    code: "FAROL_PANEL",
    found: `the panel "${title}" ${what}`,
    rule: "a panel asks at least one query, is 1 to 24 parts of a row wide, and at least 1 high, in whole numbers",
    cure: "Give it a query and a size, or leave the size out.",
  });
}
