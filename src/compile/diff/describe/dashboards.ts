import type { Dashboard, Panel } from "../../../model/index.ts";
import { type Described, textOf } from "../described.ts";
import { printed } from "./rules.ts";

/** Dashboards, and each of their panels. */
export function describeDashboards(dashboards: readonly Dashboard[]): Described[] {
  return dashboards.flatMap((dashboard) => [
    describeDashboard(dashboard),
    ...dashboard.panels.map((panel) => describePanel(panel, dashboard)),
  ]);
}

function describeDashboard({ id, title, refresh, range, variables }: Dashboard): Described {
  const choices = variables.map(({ name, metric, label }) => `${name} (${label} of ${metric.name})`);
  return {
    kind: "dashboard",
    name: id,
    identity: title,
    aspects: { title, refresh, range, variables: textOf(choices) },
  };
}

/** Where it lies and how large it is are no change that matters to anybody's numbers. */
function describePanel(panel: Panel, { title: of }: Dashboard): Described {
  const { title, kind, unit, thresholds, queries } = panel;
  const expressions = queries.map(({ expr }) => printed(expr)).join("; ");
  return {
    kind: "panel",
    name: panelName(title, of),
    identity: textOf([kind, expressions]),
    aspects: {
      kind,
      queries: expressions,
      legends: textOf(queries.map(({ legend }) => legend)),
      unit: textOf(unit),
      thresholds: textOf(thresholds),
    },
  };
}

/** What a panel is called among those of all dashboards. */
export function panelName(title: string, dashboard: string): string {
  return `"${title}" of "${dashboard}"`;
}
