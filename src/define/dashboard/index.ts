export { type Area, arrange, ROW_WIDTH } from "./arrange.ts";
export { type DashboardSpec, dashboard } from "./dashboard.ts";
export { type PercentileOptions, percentile, percentiles, shareOf } from "./expressions.ts";
export { mark } from "./mark.ts";
export {
  type GaugeSpec,
  gaugePanel,
  type HeatmapSpec,
  heatmap,
  type PieSpec,
  pie,
  type QuerySpec,
  type StatesSpec,
  type StatSpec,
  stat,
  states,
  type TableSpec,
  type TimeseriesSpec,
  table,
  timeseries,
} from "./panel.ts";
export { chosen, labelValues, type VariableSpec, variablesIn } from "./variable.ts";
