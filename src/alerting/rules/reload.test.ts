import assert from "node:assert/strict";
import { test } from "node:test";
import { reloaded } from "./reload.ts";
import {
  alertSpec,
  alertsOf,
  groupSpec,
  MINUTE,
  recordingSpec,
  statesOf,
  Ticks,
} from "./running-group.fixture.ts";

test("a group that stays as it was runs on, and one that is gone is told of", () => {
  const [stays, goes] = [groupSpec([alertSpec()]), groupSpec([], { file: "other.yml" })];
  const before = reloaded([], [stays, goes]).groups;
  const after = reloaded(before, [structuredClone(stays), groupSpec([], { name: "new" })]);
  assert.equal(after.groups[0], before[0]);
  assert.deepEqual(after.removed, [before[1]]);
});

test("a rule that keeps its name and labels keeps its alerts, whatever else of it changes", async () => {
  const ticks = new Ticks();
  const { groups } = reloaded([], [groupSpec([alertSpec({ forMs: 2 * MINUTE })])]);
  await ticks.at(0, groups, { x: 1 });
  const changed = groupSpec([recordingSpec(), alertSpec({ expr: "m >= 1", forMs: MINUTE })]);
  const [group] = reloaded(groups, [changed]).groups;
  await ticks.at(MINUTE, [group!], { x: 1 });
  assert.deepEqual(
    alertsOf(group!).map(({ state, activeAtMs }) => [state, activeAtMs]),
    [["firing", 0]],
  );
});

test("a rule with other labels begins anew, and its series end", async () => {
  const ticks = new Ticks();
  const { groups } = reloaded([], [groupSpec([alertSpec()])]);
  await ticks.at(0, groups, { x: 1 });
  const [group] = reloaded(groups, [groupSpec([alertSpec({ forMs: MINUTE, labels: { team: "a" } })])]).groups;
  await ticks.at(MINUTE, [group!], { x: 1 });
  assert.deepEqual(statesOf(group!), ["pending"]);
  const states = (await ticks.ask("ALERTS", MINUTE)).map(([{ alertstate, team }]) => [alertstate, team]);
  assert.deepEqual(states, [["pending", "a"]]);
});

test("of rules with one name and the same labels, the first goes on as the first", async () => {
  const ticks = new Ticks();
  const two = [alertSpec({ expr: 'm{a="x"} > 0' }), alertSpec({ expr: 'm{a="y"} > 0' })];
  const { groups } = reloaded([], [groupSpec(two)]);
  await ticks.at(0, groups, { x: 1, y: 1 });
  const [group] = reloaded(groups, [groupSpec(two, { limit: 9 })]).groups;
  assert.deepEqual(
    alertsOf(group!).map(({ labels }) => labels.a),
    ["x", "y"],
  );
});
