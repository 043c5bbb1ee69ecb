import assert from "node:assert/strict";
import { test } from "node:test";
import {
  alertSpec,
  alertsOf,
  groupSpec,
  MINUTE,
  recordingSpec,
  statesOf,
  Ticks,
} from "./running-group.fixture.ts";
import { RunningGroup } from "./running-group.ts";
import { TickOverlay } from "./tick-overlay.ts";

test("a rule sees what those before it yield at the same tick, and not what those after it do", async () => {
  const rules = [
    recordingSpec({ name: "after", expr: "r + 1" }),
    recordingSpec({ expr: "m * 2" }),
    recordingSpec({ name: "before", expr: "r + 1" }),
  ];
  const [group, ticks] = [new RunningGroup(groupSpec(rules)), new Ticks()];
  await ticks.at(0, [group], { x: 5 });
  assert.deepEqual(await ticks.ask("after", 0), []);
  assert.deepEqual(await ticks.ask("before", 0), [[{ __name__: "before", a: "x" }, 11]]);
});

test("a series that a rule no longer yields ends at that tick", async () => {
  const [group, ticks] = [new RunningGroup(groupSpec([recordingSpec({ expr: "m > 0" })])), new Ticks()];
  await ticks.at(0, [group], { x: 1, y: 1 });
  await ticks.at(MINUTE, [group], { x: 1, y: 0 });
  assert.deepEqual((await ticks.ask("r", MINUTE - 1)).length, 2);
  assert.deepEqual(await ticks.ask("r", MINUTE), [[{ __name__: "r", a: "x" }, 1]]);
});

test("labels of a group and of a rule stand above those of the answer, and an empty one takes a label away", async () => {
  const rule = recordingSpec({ labels: { team: "b", a: "" } });
  const group = new RunningGroup(groupSpec([rule], { labels: { team: "a", site: "c" } }));
  const ticks = new Ticks();
  await ticks.at(0, [group], { x: 1 });
  assert.deepEqual(await ticks.ask("r", 0), [[{ __name__: "r", team: "b", site: "c" }, 1]]);
});

test("a rule whose labels make one series of two fails, and writes nothing", async () => {
  const rules = [recordingSpec({ labels: { a: "z" } }), alertSpec({ labels: { a: "z" } })];
  const [group, ticks] = [new RunningGroup(groupSpec(rules)), new Ticks()];
  await ticks.at(0, [group], { x: 1, y: 1 });
  const messages = group.rules.map(({ outcome }) =>
    outcome.state === "failed" ? outcome.message : outcome.state,
  );
  assert.deepEqual(messages, [
    "vector contains metrics with the same labelset after applying rule labels",
    "vector contains metrics with the same labelset after applying alert labels",
  ]);
  assert.deepEqual(await ticks.ask('{__name__=~"r|ALERTS"}', 0), []);
});

test("of two rules that give one series different values, the second fails", async () => {
  const rules = [recordingSpec(), recordingSpec({ expr: "m + 1" }), recordingSpec({ expr: "m * 1" })];
  const [group, ticks] = [new RunningGroup(groupSpec(rules)), new Ticks()];
  await ticks.at(0, [group], { x: 1 });
  assert.deepEqual(
    group.rules.map(({ outcome }) => outcome.state),
    ["answered", "failed", "answered"],
  );
  assert.deepEqual(await ticks.ask("r", 0), [[{ __name__: "r", a: "x" }, 1]]);
});

test("a rule over its limit fails: a recording keeps its series, an alert rule forgets its alerts", async () => {
  const spec = groupSpec([recordingSpec({ expr: "m > 0" }), alertSpec()], { limit: 1 });
  const [group, ticks] = [new RunningGroup(spec), new Ticks()];
  await ticks.at(0, [group], { x: 1 });
  assert.deepEqual(statesOf(group), ["firing"]);
  assert.deepEqual(await ticks.at(MINUTE, [group], { x: 1, y: 1 }), []);
  assert.deepEqual(statesOf(group), []);
  assert.deepEqual(
    group.rules.map(({ outcome }) => outcome.state === "failed" && outcome.message),
    ["exceeded limit of 1 with 2 series", "exceeded limit of 1 with 2 alerts"],
  );
  assert.equal((await ticks.ask("r", MINUTE)).length, 1);
});

test("an alert of which a limited rule has one more than it may, but resolved, does not count", async () => {
  const [group, ticks] = [new RunningGroup(groupSpec([alertSpec()], { limit: 1 })), new Ticks()];
  await ticks.at(0, [group], { x: 1 });
  await ticks.at(MINUTE, [group], { x: 0, y: 1 });
  assert.deepEqual(statesOf(group).toSorted(), ["firing", "resolved"]);
});

test("a rule that cannot be evaluated keeps its alerts as they were, and tells of none", async () => {
  const rule = alertSpec({ expr: "m > 0 and on () group_left () m" });
  assert.throws(() => new RunningGroup(groupSpec([rule])), { name: "PromqlError" });
  const failing = alertSpec({ expr: "sum by (a) (m) / on () m > 0" });
  const [group, ticks] = [new RunningGroup(groupSpec([failing])), new Ticks()];
  await ticks.at(0, [group], { x: 1 });
  assert.deepEqual(statesOf(group), ["firing"]);
  assert.deepEqual(await ticks.at(2 * MINUTE, [group], { x: 1, y: 1 }), []);
  assert.deepEqual(statesOf(group), ["firing"]);
  assert.equal(group.rules[0]!.outcome.state, "failed");
});

test("while an alert is active, series say which state it is in and since when", async () => {
  const [group, ticks] = [new RunningGroup(groupSpec([alertSpec({ forMs: MINUTE })])), new Ticks()];
  await ticks.at(1500, [group], { x: 1 });
  const labels = { a: "x", alertname: "High" };
  const at = (ms: number) => ticks.ask('{__name__=~"ALERTS.*"}', ms);
  assert.deepEqual(await at(1500), [
    [{ __name__: "ALERTS", ...labels, alertstate: "pending" }, 1],
    [{ __name__: "ALERTS_FOR_STATE", ...labels }, 1],
  ]);
  await ticks.at(61_500, [group], { x: 1 });
  assert.deepEqual((await at(61_500)).map(([metric]) => metric.alertstate).toSorted(), ["firing", undefined]);
  await ticks.at(121_500, [group], { x: 0 });
  assert.deepEqual(await at(121_500), []);
});

test("a group with a query_offset reads and writes that much earlier", async () => {
  const spec = groupSpec([recordingSpec(), alertSpec()], { queryOffsetMs: MINUTE });
  const [group, ticks] = [new RunningGroup(spec), new Ticks()];
  await ticks.at(0, [], { x: 7 });
  await ticks.at(MINUTE, [group], { x: 8 });
  assert.deepEqual(await ticks.ask("timestamp(r)", 0), [[{ a: "x" }, 0]]);
  assert.deepEqual(await ticks.ask("r", 0), [[{ __name__: "r", a: "x" }, 7]]);
  // states are of the tick's own time
  assert.equal(alertsOf(group)[0]!.activeAtMs, MINUTE);
});

test("a template reads what is known at the tick", async () => {
  const summary = '{{ with query "r" }}{{ . | first | value }}{{ end }} in {{ $externalLabels.zone }}';
  const rules = [recordingSpec({ expr: "m * 10" }), alertSpec({ annotations: { summary } })];
  const group = new RunningGroup(groupSpec(rules), { externalLabels: { zone: "east" } });
  await new Ticks().at(0, [group], { x: 4 });
  assert.deepEqual(alertsOf(group)[0]!.annotations, { summary: "40 in east" });
});

test("the series of a group that is evaluated no more can be ended", async () => {
  const [group, ticks] = [new RunningGroup(groupSpec([recordingSpec()])), new Ticks()];
  await ticks.at(0, [group], { x: 1 });
  const overlay = new TickOverlay(ticks.store, ticks.store);
  group.end(MINUTE, overlay);
  assert.deepEqual(
    [...overlay.samples].map(({ value }) => value),
    ["ended"],
  );
});
