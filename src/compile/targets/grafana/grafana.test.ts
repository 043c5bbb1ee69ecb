import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import {
  alert,
  bucketsOf,
  counter,
  dashboard,
  defineMonitoring,
  gauge,
  gaugePanel,
  heatmap,
  histogram,
  labelValues,
  mark,
  pie,
  promql,
  runbook,
  select,
  stat,
  states,
  table,
  timeseries,
} from "../../../define/index.ts";
import { defineStack, type StackSpec } from "../../stack.ts";
import { readDashboard } from "./classic-dashboard.fixture.ts";
import { grafana } from "./grafana.ts";

const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: ["mail", "print"] } });
const up = gauge({ name: "queue_up", help: "Up.", labels: { queue: ["mail", "print"] } });
const time = histogram({ name: "job_duration_seconds", help: "Time.", labels: { queue: ["mail"] } });
const queue = labelValues({ name: "queue", title: "Queue", metric: time, label: "queue" });
const rate = { expr: promql`sum by (queue) (rate(${select(jobs, { queue })}[5m]))`, legend: "{{queue}}" };
const isUp = { expr: promql`min by (queue) (${up})`, legend: "{{queue}}" };
const said = { description: "What is seen." };

const jobsDashboard = dashboard({
  ...{ id: "jobs", title: "Jobs", description: "How jobs are.", refresh: "5s", range: "6h" },
  variables: [queue],
  panels: [
    timeseries({ ...said, title: "rate", queries: [rate], stacked: true, thresholds: { yellow: 5, red: 9 } }),
    gaugePanel({ ...said, title: "up", queries: [isUp], thresholds: { yellow: 1, red: 0.5 }, max: 1 }),
    stat({ ...said, title: "now", queries: [{ ...rate, legend: "" }] }),
    pie({ ...said, title: "shares", queries: [rate] }),
    states({ ...said, title: "states", queries: [isUp], valueNames: { 0: "down", 1: "up" } }),
    heatmap({
      ...{ ...said, title: "times" },
      queries: [{ expr: promql`sum by (le) (rate(${bucketsOf(time)}[5m]))`, legend: "{{le}}" }],
    }),
    table({
      ...{ ...said, title: "both", rows: ["queue"], orderedBy: "B" },
      queries: [
        { ...isUp, legend: "up" },
        { ...rate, legend: "jobs" },
      ],
    }),
  ],
});

function alertOf(name: string, id: string, shownBy: string) {
  return alert(name, {
    ...{ expr: promql`${up} == 0`, severity: "warning", summary: "s", description: "d", tests: [] },
    ...{ runbook: runbook(id, "Queue is down"), dashboard: shownBy },
  });
}

const monitoring = defineMonitoring({
  service: "mailer",
  integrations: [
    {
      name: "builds",
      metrics: [],
      marks: [mark({ title: "Build", expr: promql`${up}\n  unless ${up} offset 5m`, text: "{{queue}}" })],
    },
  ],
  metrics: [jobs, up, time],
  rules: [alertOf("A", "RB-902", "jobs"), alertOf("B", "RB-901", "jobs"), alertOf("C", "RB-903", "other")],
  dashboards: [jobsDashboard],
});

function files(spec?: StackSpec): Map<string, string> {
  return new Map(grafana(monitoring, defineStack(spec)).map(({ path, text }) => [path, text]));
}

function read(spec?: StackSpec) {
  return readDashboard(files(spec).get("grafana/dashboards/jobs.json")!);
}

function panel(title: string) {
  return read().panels.find((one) => one.title === title)!;
}

describe("a dashboard for Grafana", () => {
  it("is classic JSON with its own id, refresh and range", () => {
    const { uid, title, refresh, time } = read();
    assert.deepEqual(
      { uid, title, refresh, time },
      {
        ...{ uid: "jobs", title: "Jobs", refresh: "5s" },
        time: { from: "now-6h", to: "now" },
      },
    );
  });

  it("is the same bytes for the same monitoring, and ends in a line feed", () => {
    assert.deepEqual([...files()], [...files()]);
    for (const text of files().values()) assert.match(text, /[^\n]\n$/);
  });

  it("differs between versions in what its panels say they are written for", () => {
    const ofVersion = (version: string) => read({ versions: { grafana: version } }).panels[0]!.pluginVersion;
    assert.deepEqual(["10.0", "11.6", "13"].map(ofVersion), ["10.0.0", "11.6.0", "13.0.0"]);
    const [ten, thirteen] = ["10.0.0", "13.0.0"].map((version) =>
      files({ versions: { grafana: version } })
        .get("grafana/dashboards/jobs.json")!
        .replaceAll(version, ""),
    );
    assert.equal(ten, thirteen);
  });

  it("asks the Prometheus that its reader chooses, for the values that its reader chooses", () => {
    const [datasource, chosenQueue] = read().templating.list;
    assert.deepEqual([datasource?.name, datasource?.type], ["datasource", "datasource"]);
    assert.deepEqual(
      [chosenQueue?.name, chosenQueue?.definition, chosenQueue?.multi, chosenQueue?.allValue],
      ["queue", "label_values(job_duration_seconds_count, queue)", true, ".*"],
    );
    assert.match(panel("rate").targets[0]!.expr, /\{queue=~"\$queue"\}/);
  });

  it("links to the other dashboards, and to the runbooks of the alerts that it shows", () => {
    const { links } = read({ runbooksUrl: "https://wiki.example/runbooks" });
    assert.deepEqual(
      links.map(({ title, url }) => [title, url]),
      [
        ["Dashboards", ""],
        ["RB-901 Queue is down", "https://wiki.example/runbooks/RB-901-queue-is-down.md"],
        ["RB-902 Queue is down", "https://wiki.example/runbooks/RB-902-queue-is-down.md"],
      ],
    );
  });

  it("marks moments by a query, as old and new versions read it", () => {
    const [, build] = read().annotations.list;
    const expr = "queue_up unless queue_up offset 5m";
    assert.deepEqual([build?.name, build?.textFormat, build?.expr], ["Build", "{{queue}}", expr]);
    assert.equal((build!.target as { expr: string }).expr, expr);
  });
});

describe("a panel for Grafana", () => {
  it("lies where it flows to", () => {
    const places = read().panels.map(({ gridPos: { x, y } }) => [x, y]);
    assert.deepEqual(places.slice(0, 4), [
      [0, 0],
      [12, 0],
      [0, 8],
      [12, 8],
    ]);
  });

  it("is in the unit that its numbers have", () => {
    const units = read().panels.map(({ title, fieldConfig }) => [title, fieldConfig.defaults.unit]);
    assert.deepEqual(Object.fromEntries(units), {
      ...{ rate: "ops", up: "short", now: "ops", shares: "ops" },
      ...{ states: "short", times: "s", both: "short" },
    });
    assert.equal((panel("times").options.yAxis as { unit: string }).unit, "s");
  });

  it("turns red above its thresholds, or below them where low is bad", () => {
    const steps = (title: string) =>
      panel(title).fieldConfig.defaults.thresholds.steps.map(({ color, value }) => [color, value]);
    assert.deepEqual(steps("rate"), [
      ["green", null],
      ["yellow", 5],
      ["red", 9],
    ]);
    assert.deepEqual(steps("up"), [
      ["red", null],
      ["yellow", 0.5],
      ["green", 1],
    ]);
    assert.equal(steps("now").length, 1);
  });

  it("asks over the range for what goes over time, else for now", () => {
    const range = read().panels.filter(({ targets }) => targets[0]!.range);
    assert.deepEqual(
      range.map(({ title, targets }) => [title, targets[0]!.format]),
      [
        ["rate", "time_series"],
        ["states", "time_series"],
        ["times", "heatmap"],
      ],
    );
  });

  it("calls numbers that stand for something by name", () => {
    const { mappings } = panel("states").fieldConfig.defaults;
    const options = { 0: { index: 0, text: "down" }, 1: { index: 1, text: "up" } };
    assert.deepEqual(mappings, [{ type: "value", options }]);
  });

  it("is a table with a column a query, named, in its unit, ordered by one", () => {
    const { targets, options, transformations, fieldConfig } = panel("both");
    assert.deepEqual([...new Set(targets.map(({ format }) => format))], ["table"]);
    assert.deepEqual(options.sortBy, [{ displayName: "jobs", desc: true }]);
    assert.deepEqual(transformations?.[1]?.options, {
      excludeByName: { Time: true },
      indexByName: { queue: 0, "Value #A": 1, "Value #B": 2 },
      renameByName: { "Value #A": "up", "Value #B": "jobs" },
    });
    assert.deepEqual(
      fieldConfig.overrides.map(({ matcher, properties }) => [matcher, properties]),
      [
        [{ id: "byName", options: "up" }, [{ id: "unit", value: "short" }]],
        [{ id: "byName", options: "jobs" }, [{ id: "unit", value: "ops" }]],
      ],
    );
  });
});

it("Grafana is told where dashboards are, and where Prometheus is", () => {
  const text = (path: string) =>
    files({ prometheusUrl: "http://prometheus:9090/", interval: "30s" }).get(path)!;
  const { providers } = parse(text("grafana/provisioning/dashboards/farol.yml"));
  assert.deepEqual([providers.length, providers[0].folder, providers[0].type], [1, "mailer", "file"]);
  const { datasources } = parse(text("grafana/provisioning/datasources/prometheus.yml"));
  const [{ type, url, jsonData }] = datasources;
  assert.deepEqual([type, url, jsonData.timeInterval], ["prometheus", "http://prometheus:9090/", "30s"]);
});
