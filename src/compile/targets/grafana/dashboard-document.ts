import { arrange, type Monitoring } from "../../../define/index.ts";
import type { Dashboard } from "../../../model/index.ts";
import type { Stack } from "../../stack.ts";
import { annotationsOf } from "./annotations.ts";
import { linksOf, TAG } from "./links.ts";
import { panelDocument } from "./panel-document.ts";
import { datasourceVariable, labelVariable } from "./variables.ts";

/** That of Grafana 10.4. Later versions read it as it is, and 10.0 knows all that is written here. */
const SCHEMA_VERSION = 39;

/** A dashboard as Grafana's classic JSON has it. */
export function dashboardDocument(dashboard: Dashboard, monitoring: Monitoring, stack: Stack) {
  const areas = arrange(dashboard.panels);
  const pluginVersion = pluginVersionOf(stack.versions.grafana);
  return {
    id: null,
    uid: dashboard.id,
    title: dashboard.title,
    description: dashboard.description,
    tags: [TAG, monitoring.service],
    schemaVersion: SCHEMA_VERSION,
    version: 1,
    editable: false,
    fiscalYearStartMonth: 0,
    graphTooltip: 1,
    liveNow: false,
    refresh: dashboard.refresh,
    time: { from: `now-${dashboard.range}`, to: "now" },
    timepicker: {},
    timezone: "browser",
    weekStart: "",
    links: linksOf(dashboard, monitoring.rules, stack.runbooksUrl),
    annotations: annotationsOf(monitoring.marks),
    templating: { list: [datasourceVariable, ...dashboard.variables.map(labelVariable)] },
    panels: dashboard.panels.map((panel, i) => panelDocument(panel, i + 1, areas[i]!, pluginVersion)),
  };
}

/** `12.1` is `12.1.0`: without it Grafana takes a panel for one from before its version 7 and migrates it. */
function pluginVersionOf(version: string): string {
  const [major, minor = "0", patch = "0"] = version.split(".");
  return `${major}.${minor}.${patch}`;
}
