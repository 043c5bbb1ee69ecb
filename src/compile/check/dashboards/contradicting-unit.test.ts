import assert from "node:assert/strict";
import { test } from "node:test";
import { bucketsOf, heatmap, promql, recording, stat, table } from "../../../define/index.ts";
import type { Expression, Panel, PanelUnit } from "../../../model/index.ts";
import { deliveryDuration, letterSize, letters, lettersWaiting, post } from "../post.fixture.ts";
import { contradictingUnit } from "./contradicting-unit.ts";
import { foundBy, shownPost } from "./post-dashboard.fixture.ts";

const rate = promql`sum(rate(${letters}[5m]))`;
const median = promql`histogram_quantile(0.5, sum by (le) (rate(${bucketsOf(deliveryDuration)}[5m])))`;

function shown(expr: Expression, unit?: PanelUnit) {
  const queries = [{ expr, legend: "" }];
  return stat({ title: "Shown", description: "Shown.", queries, ...(unit !== undefined && { unit }) });
}

function found(...panels: Panel[]): string[] {
  return foundBy(contradictingUnit, shownPost({ panels }));
}

test("a unit that the numbers do not have is found", () => {
  assert.deepEqual(found(shown(median, "bytes"), shown(rate, "count")), [
    'bytes for query A of the panel "Shown" of "Mail", which yields seconds',
    'count for query A of the panel "Shown" of "Mail", which yields perSecond',
  ]);
});

test("a column's unit counts before the panel's", () => {
  const queries = [
    { expr: median, legend: "median", unit: "seconds" },
    { expr: rate, legend: "sent", unit: "seconds" },
  ] as const;
  assert.deepEqual(found(table({ title: "Both", description: "Both.", rows: [], queries })), [
    'seconds for query B of the panel "Both" of "Mail", which yields perSecond',
  ]);
});

test("a heatmap is in the unit of its buckets' bounds", () => {
  const queries = [{ expr: promql`sum by (le) (rate(${bucketsOf(letterSize)}[5m]))`, legend: "{{le}}" }];
  const map = (unit: PanelUnit) => heatmap({ title: "Sizes", description: "Sizes.", queries, unit });
  assert.deepEqual(found(map("bytes")), []);
  assert.equal(found(map("seconds")).length, 1);
});

test("a recording's numbers have the unit of what it keeps", () => {
  const rules = [recording("post:letters:rate5m", { expr: rate })];
  const { dashboards } = shownPost({ panels: [shown(promql`post:letters:rate5m`, "seconds")] });
  assert.equal(foundBy(contradictingUnit, post({}, { rules, dashboards })).length, 1);
});

test("the right unit, none, a plain number's, and one after a factor are not found", () => {
  const panels = [
    shown(median, "seconds"),
    shown(rate),
    shown(promql`sum(${lettersWaiting}) / sum(${lettersWaiting})`, "count"),
    shown(promql`60 * sum(${lettersWaiting})`, "seconds"),
  ];
  assert.deepEqual(found(...panels), []);
});
