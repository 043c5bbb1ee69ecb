import assert from "node:assert/strict";
import { test } from "node:test";
import { bucketsOf, heatmap, promql, stat, table, timeseries } from "../../../define/index.ts";
import type { Expression, Panel, PanelUnit } from "../../../model/index.ts";
import { contradictingUnits } from "./contradicting-unit.ts";
import { jobs, lag, size, withDashboard } from "./dashboards.fixture.ts";

function shown(expr: Expression, unit?: PanelUnit) {
  const queries = [{ expr, legend: "" }];
  return stat({ title: "Shown", description: "Shown.", queries, ...(unit !== undefined && { unit }) });
}

function found(...panels: Panel[]): string[] {
  return contradictingUnits(withDashboard({ panels })).map((finding) => finding.found);
}

const rate = promql`sum(rate(${jobs}[5m]))`;
const latest = promql`max(${lag})`;

test("a unit that the numbers do not have is found", () => {
  assert.deepEqual(found(shown(latest, "bytes"), shown(rate, "count")), [
    'bytes for the query A of the panel "Shown" of "Jobs", which yields seconds',
    'count for the query A of the panel "Shown" of "Jobs", which yields perSecond',
  ]);
});

test("a column's unit counts before the panel's", () => {
  const queries = [
    { expr: latest, legend: "lag", unit: "seconds" },
    { expr: rate, legend: "jobs", unit: "seconds" },
  ] as const;
  assert.deepEqual(found(table({ title: "Both", description: "Both.", rows: [], queries })), [
    'seconds for the query B of the panel "Both" of "Jobs", which yields perSecond',
  ]);
});

test("two units on one axis are found", () => {
  const queries = [
    { expr: latest, legend: "lag" },
    { expr: rate, legend: "jobs" },
  ];
  assert.deepEqual(found(timeseries({ title: "Both", description: "Both.", queries })), [
    'seconds and perSecond in the panel "Both" of "Jobs"',
  ]);
});

test("a heatmap is in the unit of its buckets' bounds", () => {
  const queries = [{ expr: promql`sum by (le) (rate(${bucketsOf(size)}[5m]))`, legend: "{{le}}" }];
  const map = (unit: PanelUnit) => heatmap({ title: "Sizes", description: "Sizes.", queries, unit });
  assert.deepEqual(found(map("bytes")), []);
  assert.equal(found(map("seconds")).length, 1);
});

test("the right unit, none, a plain number's, and one after a factor are not found", () => {
  const panels = [
    shown(latest, "seconds"),
    shown(rate),
    shown(promql`max(${lag}) / max(${lag})`, "count"),
    shown(promql`60 * count(${jobs})`, "seconds"),
  ];
  assert.deepEqual(found(...panels), []);
});
