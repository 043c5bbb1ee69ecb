import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { counter, histogram } from "../metric.ts";
import { defineMonitoring } from "../monitoring.ts";
import { promql } from "../promql.ts";
import { recording } from "../rule.ts";
import { bucketsOf, select } from "../select.ts";
import { arrange } from "./arrange.ts";
import { type DashboardSpec, dashboard } from "./dashboard.ts";
import { percentile, percentiles, shareOf } from "./expressions.ts";
import { mark } from "./mark.ts";
import { gaugePanel, states, timeseries } from "./panel.ts";
import { chosen, labelValues, variablesIn } from "./variable.ts";

const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: ["mail", "print"] } });
const mails = counter({ name: "mails_total", help: "Mails." });
const duration = histogram({ name: "job_duration_seconds", help: "Time.", labels: { queue: ["mail"] } });
const rate = { expr: promql`rate(${jobs}[5m])`, legend: "{{queue}}" };
const mailRate = { expr: promql`rate(${mails}[5m])`, legend: "mails" };

function panel(title: string, queries = [rate]) {
  return timeseries({ title, description: "Jobs.", queries });
}

function about(id: string, spec: Partial<DashboardSpec> = {}) {
  return dashboard({ id, title: id, description: "Jobs.", panels: [panel("jobs")], ...spec });
}

describe("a dashboard", () => {
  it("looks back an hour and is read every half minute, unless it says otherwise", () => {
    const { refresh, range, variables } = about("jobs", { refresh: "5s" });
    assert.deepEqual({ refresh, range, variables }, { refresh: "5s", range: "1h", variables: [] });
  });

  it("has an id that can stand in an address", () => {
    for (const id of ["Jobs", "jobs_1", "-jobs", "j".repeat(41)])
      assert.throws(() => about(id), { code: "FAROL_DASHBOARD" });
  });

  it("knows the line that it and each panel was written on", () => {
    const { place, panels } = about("jobs");
    assert.match(place.file, /dashboard\.test\.ts$/);
    assert.notEqual(place.line, panels[0]?.place.line);
  });
});

describe("a panel", () => {
  it("is half a row wide, and its queries have letters", () => {
    const { width, height, queries } = panel("jobs", [rate, mailRate]);
    assert.deepEqual([width, height, queries.map(({ id }) => id)], [12, 8, ["A", "B"]]);
  });

  it("keeps what it is told", () => {
    const queries = [{ ...rate, id: "jobs" }];
    const gauge = gaugePanel({ title: "g", description: "g", queries, width: 6, min: -1, max: 1 });
    assert.deepEqual([gauge.width, gauge.min, gauge.max, gauge.queries], [6, -1, 1, queries]);
  });

  it("is refused without a query, and in a size that no row has", () => {
    assert.throws(() => panel("jobs", []), { code: "FAROL_PANEL", message: /"jobs" without a query/ });
    const sizes = [{ width: 0 }, { width: 25 }, { width: 1.5 }, { height: 0 }];
    for (const size of sizes) {
      const spec = { title: "jobs", description: "Jobs.", queries: [rate], ...size };
      assert.throws(() => timeseries(spec), { code: "FAROL_PANEL" });
    }
  });

  it("of states says what its numbers are called", () => {
    // @ts-expect-error Without names nobody could read it.
    assert.ok(states({ title: "s", description: "s", queries: [rate] }));
  });
});

describe("panels", () => {
  it("flow into rows that are as high as their highest", () => {
    const areas = arrange([
      { width: 12, height: 4 },
      { width: 12, height: 8 },
      { width: 16, height: 2 },
      { width: 9, height: 2 },
    ]);
    assert.deepEqual(
      areas.map(({ x, y }) => [x, y]),
      [
        [0, 0],
        [12, 0],
        [0, 8],
        [0, 10],
      ],
    );
  });

  it("flow past one that says where it is", () => {
    const areas = arrange([
      { width: 12, height: 4 },
      { width: 12, height: 4, at: { x: 3, y: 30 } },
      { width: 12, height: 4 },
    ]);
    assert.deepEqual(
      areas.map(({ x, y }) => [x, y]),
      [
        [0, 0],
        [3, 30],
        [12, 0],
      ],
    );
  });
});

describe("a variable", () => {
  const queue = labelValues({ name: "queue", title: "Queue", metric: jobs, label: "queue" });
  const expr = promql`label_replace(rate(${select(jobs, { queue })}[5m]), "a", "$1", "queue", "(.*)")`;

  it("stands in a selector as the choice of its reader", () => {
    assert.deepEqual(variablesIn(expr.text), ["queue"]);
    assert.match(chosen(expr.text), /\{queue=~"\.\*"\}.*"\$1"/);
    assert.match(chosen(expr.text, { queue: "mail|print" }), /\{queue=~"mail\|print"\}/);
  });

  it("is of a label that the metric has", () => {
    // @ts-expect-error There is no such label.
    labelValues({ name: "queue", title: "Queue", metric: jobs, label: "que" });
    assert.throws(() => labelValues({ name: "$q", title: "Queue", metric: jobs, label: "queue" }), {
      code: "FAROL_VARIABLE",
    });
  });
});

describe("expressions that dashboards often need", () => {
  it("are percentiles of a histogram", () => {
    const p99 = percentile(0.99, bucketsOf(duration), { by: ["queue"], over: "1h" });
    assert.equal(
      p99.text,
      "histogram_quantile(0.99, sum by (queue, le) (rate(job_duration_seconds_bucket[1h])))",
    );
    assert.deepEqual(p99.metrics, [duration]);
    const all = percentiles(bucketsOf(duration), { by: ["queue"] });
    assert.deepEqual(
      all.map(({ legend }) => legend),
      ["p50 {{queue}}", "p95 {{queue}}", "p99 {{queue}}"],
    );
    assert.equal(all[1]?.expr.place.line, p99.place.line + 6);
  });

  it("are shares, of a whole that is there", () => {
    const share = shareOf(promql`sum(${jobs})`, promql`sum(${mails})`);
    assert.equal(share.text, "((sum(jobs_total)) or 0 * (sum(mails_total))) / ((sum(mails_total)) > 0)");
  });
});

describe("a monitoring", () => {
  const integration = (panels = [panel("jobs")]) => ({
    ...{ name: "queue", metrics: [jobs] },
    dashboards: [about("jobs", { panels })],
  });

  it("has the dashboards and marks of its integrations, and its own", () => {
    const deployed = mark({ title: "Deployed", expr: promql`${jobs}`, text: "{{queue}}" });
    const integrations = [{ ...integration(), marks: [deployed] }];
    const own = about("own");
    const { dashboards, marks } = defineMonitoring({ service: "s", integrations, dashboards: [own] });
    assert.deepEqual(
      dashboards.map(({ id }) => id),
      ["jobs", "own"],
    );
    assert.deepEqual(marks, [deployed]);
  });

  it("leaves out of an integration's what nothing emits or records", () => {
    const panels = [panel("mails", [mailRate]), panel("both", [mailRate, rate]), panel("jobs")];
    const left = (spec: object) => {
      const { dashboards } = defineMonitoring({ service: "s", integrations: [integration(panels)], ...spec });
      return dashboards[0]?.panels.map(({ title, queries }) => [title, queries.length]);
    };
    assert.deepEqual(left({}), [
      ["both", 1],
      ["jobs", 1],
    ]);
    const recorded = { ...recording("a:b", { expr: rate.expr }), name: "mails_total" };
    for (const spec of [{ metrics: [mails] }, { rules: [recorded] }]) assert.equal(left(spec)?.length, 3);
  });

  it("has no dashboard of an integration of which nothing is left", () => {
    const integrations = [integration([panel("mails", [mailRate])])];
    assert.deepEqual(defineMonitoring({ service: "s", integrations }).dashboards, []);
  });

  it("keeps its own whole, and in place of an integration's", () => {
    const own = about("jobs", { panels: [panel("mails", [mailRate])] });
    const { dashboards } = defineMonitoring({
      ...{ service: "s", integrations: [integration()] },
      dashboards: [own],
    });
    assert.deepEqual(dashboards, [own]);
  });

  it("refuses two dashboards of one id", () => {
    assert.throws(() => defineMonitoring({ service: "s", dashboards: [about("jobs"), about("jobs")] }), {
      code: "FAROL_DUPLICATE_DASHBOARD",
    });
  });
});
