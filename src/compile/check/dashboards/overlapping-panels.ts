import { type Area, arrange, type Monitoring, ROW_WIDTH } from "../../../define/index.ts";
import type { Dashboard, Panel } from "../../../model/index.ts";
import type { Finding } from "../finding.ts";

/** Panels that lie upon another, or beyond the end of a row: Grafana moves them to where nobody put them. */
export function overlappingPanels({ dashboards }: Monitoring): Finding[] {
  return dashboards.flatMap((dashboard) => {
    const areas = arrange(dashboard.panels);
    return dashboard.panels.flatMap((panel, i) => {
      const under = areas.slice(0, i).findIndex((area) => overlap(area, areas[i]!));
      if (under >= 0) return [finding(dashboard, panel, `upon "${dashboard.panels[under]!.title}"`)];
      const { x, width } = areas[i]!;
      return x + width > ROW_WIDTH
        ? [finding(dashboard, panel, `in the parts ${x} to ${x + width} of a row`)]
        : [];
    });
  });
}

function overlap(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function finding({ title }: Dashboard, panel: Panel, where: string): Finding {
  return {
    code: "FAROL_OVERLAPPING_PANELS",
    place: panel.place,
    found: `the panel "${panel.title}" of "${title}" ${where}`,
    rule: `panels lie beside each other, within the ${ROW_WIDTH} parts of a row`,
    cure: "Leave out where it is, so that it flows, or place it where there is room.",
  };
}
