import assert from "node:assert/strict";

// What Grafana's schema of a dashboard asks for (kinds/dashboard/dashboard_kind.cue of grafana/grafana), as far as
// anything of it is written here.

type Json = Readonly<Record<string, unknown>>;

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  readonly instant: boolean;
  readonly range: boolean;
  readonly format: string;
}

interface Step {
  readonly color: string;
  readonly value: number | null;
}

export interface ClassicPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly pluginVersion: string;
  readonly gridPos: Readonly<Record<"h" | "w" | "x" | "y", number>>;
  readonly targets: readonly Target[];
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit: string;
      readonly thresholds: { readonly steps: readonly Step[] };
    } & Json;
    readonly overrides: readonly Json[];
  };
  readonly options: Json;
  readonly transformations?: readonly Json[];
}

export interface ClassicDashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly refresh: string;
  readonly time: Json;
  readonly links: readonly Json[];
  readonly annotations: { readonly list: readonly Json[] };
  readonly templating: { readonly list: readonly Json[] };
  readonly panels: readonly ClassicPanel[];
}

const PANELS = ["timeseries", "stat", "gauge", "piechart", "table", "heatmap", "state-timeline"];
const DURATION = /^\d+(?:s|m|h|d|w)$/;

/** Reads a dashboard and asserts that it is one by Grafana's schema. */
export function readDashboard(text: string): ClassicDashboard {
  const dashboard = JSON.parse(text) as ClassicDashboard & Json;
  assert.equal(dashboard.id, null);
  assert.match(dashboard.uid, /^[a-zA-Z0-9_-]{1,40}$/);
  assert.equal(dashboard.schemaVersion, 39);
  assert.match(dashboard.refresh, DURATION);
  assert.match(String(dashboard.time.from), /^now-\d+[smhdw]$/);
  assert.equal(dashboard.time.to, "now");
  assert.ok([0, 1, 2].includes(dashboard.graphTooltip as number));
  for (const link of dashboard.links) checkLink(link);
  for (const annotation of dashboard.annotations.list) checkAnnotation(annotation);
  for (const variable of dashboard.templating.list) checkVariable(variable);
  const names = dashboard.templating.list.map(({ name }) => String(name));
  for (const panel of dashboard.panels) checkPanel(panel, names);
  assertDistinct(dashboard.panels.map(({ id }) => id));
  assertDistinct(names);
  return dashboard;
}

function checkPanel(panel: ClassicPanel, variables: readonly string[]): void {
  assert.ok(Number.isInteger(panel.id) && panel.id > 0);
  assert.ok(PANELS.includes(panel.type), panel.type);
  assert.match(panel.pluginVersion, /^\d+\.\d+\.\d+$/);
  const { h, w, x, y } = panel.gridPos;
  assert.ok(h > 0 && w > 0 && x >= 0 && y >= 0 && x + w <= 24);
  const [first, ...steps] = panel.fieldConfig.defaults.thresholds.steps;
  assert.equal(first?.value, null);
  assert.deepEqual(
    steps,
    [...steps].sort((a, b) => a.value! - b.value!),
  );
  assert.ok(panel.targets.length > 0);
  assertDistinct(panel.targets.map(({ refId }) => refId));
  for (const target of panel.targets) {
    assert.match(target.refId, /^[A-Z]$/);
    assert.notEqual(target.instant, target.range);
    assert.doesNotMatch(target.expr, /\n/);
    for (const [, name] of target.expr.matchAll(/\$([a-z]\w*)/g)) assert.ok(variables.includes(name!), name);
  }
}

function checkLink(link: Json): void {
  for (const key of ["title", "icon", "tooltip", "url"]) assert.equal(typeof link[key], "string", key);
  for (const key of ["asDropdown", "targetBlank", "includeVars", "keepTime"])
    assert.equal(typeof link[key], "boolean", key);
  assert.ok(link.type === "link" ? URL.canParse(String(link.url)) : link.type === "dashboards");
}

function checkAnnotation({ name, datasource, enable, iconColor }: Json): void {
  assert.deepEqual(
    [typeof name, typeof datasource, typeof enable, typeof iconColor],
    ["string", "object", "boolean", "string"],
  );
}

function checkVariable({ name, type, hide }: Json): void {
  assert.match(String(name), /^\w+$/);
  assert.ok(["query", "datasource"].includes(String(type)));
  assert.ok([0, 1, 2].includes(hide as number));
}

function assertDistinct(all: readonly unknown[]): void {
  assert.equal(new Set(all).size, all.length, String(all));
}
