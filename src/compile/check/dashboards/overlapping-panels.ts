import { type Area, arrange, ROW_WIDTH } from "../../../define/index.ts";
import type { Dashboard, Panel } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";

/** Panels that lie upon another, or beyond the end of a row: Grafana moves them to where nobody put them. */
export const overlappingPanels: Check = {
  code: "FAROL_OVERLAPPING_PANELS",
  level: "error",
  title: "Panels that lie on each other",
  why: "Two panels of a dashboard lie on each other, or one lies outside its row: Grafana moves them to where nobody put them. Leave out where they are, so that they flow, or place them where there is room.",
  find: ({ monitoring: { dashboards } }) => dashboards.flatMap(inDashboard),
};

function inDashboard(dashboard: Dashboard): Found[] {
  const areas = arrange(dashboard.panels);
  return dashboard.panels.flatMap((panel, i) => {
    const under = areas.slice(0, i).findIndex((area) => overlap(area, areas[i]!));
    if (under >= 0) return [misplaced(dashboard, panel, `upon "${dashboard.panels[under]!.title}"`)];
    const { x, width } = areas[i]!;
    return x + width > ROW_WIDTH
      ? [misplaced(dashboard, panel, `in the parts ${x} to ${x + width} of a row`)]
      : [];
  });
}

function overlap(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function misplaced({ title }: Dashboard, panel: Panel, where: string): Found {
  return {
    place: panel.place,
    found: `the panel "${panel.title}" of "${title}" ${where}`,
    rule: `panels lie beside each other, within the ${ROW_WIDTH} parts of a row`,
    cure: "Leave out where it is, so that it flows, or place it where there is room.",
  };
}
