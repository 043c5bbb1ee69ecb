import type { DashboardVariable } from "../../../model/index.ts";
import { DATASOURCE } from "./datasource.ts";

/** The choice of a Prometheus, which each dashboard has: the first that there is, at first. */
export const datasourceVariable = {
  name: "datasource",
  label: "Data source",
  type: "datasource",
  query: "prometheus",
  current: {},
  hide: 0,
  includeAll: false,
  multi: false,
  options: [],
  refresh: 1,
  regex: "",
  skipUrlSync: false,
} as const;

export function labelVariable({ name, title, metric, label }: DashboardVariable) {
  const series = metric.type === "histogram" ? `${metric.name}_count` : metric.name;
  const query = `label_values(${series}, ${label})`;
  return {
    name,
    label: title,
    type: "query",
    datasource: DATASOURCE,
    definition: query,
    query: { qryType: 1, query, refId: "PrometheusVariableQueryEditor-VariableQuery" },
    allValue: ".*",
    current: { selected: true, text: ["All"], value: ["$__all"] },
    hide: 0,
    includeAll: true,
    multi: true,
    options: [],
    // whenever the range changes
    refresh: 2,
    regex: "",
    skipUrlSync: false,
    sort: 1,
  };
}
