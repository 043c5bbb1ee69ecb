import assert from "node:assert/strict";
import { test } from "node:test";
import { healthOf } from "./rule-health.ts";
import { groupSpec, MINUTE, recordingSpec, Ticks } from "./running-group.fixture.ts";
import { RunningGroup } from "./running-group.ts";

test("a rule is ok, empty, about no series, or in error", async () => {
  const exprs = [
    "m > 0",
    "m > 9",
    "nothing > 0",
    "vector(1) > 2",
    "nothing > 0 or m > 9",
    "m + on () group_left () m",
  ];
  const ticks = new Ticks();
  const group = new RunningGroup(groupSpec(exprs.map((expr, i) => recordingSpec({ expr, name: `r${i}` }))));
  assert.deepEqual(healthOf(group.rules[0]!), { state: "unknown" });
  await ticks.at(0, [group], { x: 1, y: 2 });
  const states = () => group.rules.map((rule) => healthOf(rule).state);
  assert.deepEqual(states(), ["ok", "empty", "no series", "empty", "empty", "error"]);
  // The series are there still, with nothing new.
  await ticks.at(60 * MINUTE, [group]);
  assert.deepEqual(states().slice(0, 3), ["empty", "empty", "no series"]);
});
