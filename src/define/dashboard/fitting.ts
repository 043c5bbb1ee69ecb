import type { Dashboard, MetricDeclaration, Panel, PanelQuery, Rule } from "../../model/index.ts";

/** A dashboard without the questions about metrics that are neither declared nor recorded; none when no panel is left. */
export function fitting(
  dashboard: Dashboard,
  metrics: readonly MetricDeclaration[],
  rules: readonly Rule[],
): Dashboard[] {
  const declared = new Set(metrics);
  const recorded = new Set(rules.filter(({ kind }) => kind === "recording").map(({ name }) => name));
  const isThere = (metric: MetricDeclaration) =>
    metric.external === true || declared.has(metric) || recorded.has(metric.name);
  const isAbout = ({ expr }: PanelQuery) => expr.metrics.every(isThere);
  const panels = dashboard.panels
    .map((panel): Panel => ({ ...panel, queries: panel.queries.filter(isAbout) }))
    .filter(({ queries }) => queries.length > 0);
  const variables = dashboard.variables.filter(({ metric }) => isThere(metric));
  return panels.length === 0 ? [] : [{ ...dashboard, panels, variables }];
}
