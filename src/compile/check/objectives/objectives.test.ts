import assert from "node:assert/strict";
import { it } from "node:test";
import { defineStack, type StackSpec } from "../../stack.ts";
import type { Check } from "../check.ts";
import { post } from "../post.fixture.ts";
import { subjectOf } from "../subject.ts";
import { interval } from "./interval.ts";
import { promise } from "./promise.fixture.ts";
import { retention } from "./retention.ts";
import { objectiveDashboard } from "./unknown-dashboard.ts";

function found(check: Check, objective = promise(), stack: StackSpec = {}) {
  const monitoring = post({}, { objectives: [objective] });
  return check.find(subjectOf(monitoring, defineStack(stack), {}));
}

it("a period may be as long as Prometheus keeps samples, in whatever unit", () => {
  assert.deepEqual(found(retention, promise({ period: "31d" })), []);
  assert.deepEqual(found(retention, promise({ period: "7d" }), { retention: "1w" }), []);
  assert.equal(found(retention, promise({ period: "32d" })).length, 1);
});

it("an interval is the stack's, in whatever unit", () => {
  assert.deepEqual(found(interval, promise({ scrapeInterval: "60s" }), { interval: "1m" }), []);
});

it("a dashboard that the objective's alerts name, too, is told of them", () => {
  assert.deepEqual(found(objectiveDashboard, promise({ dashboard: "posts" })), []);
  const [finding] = found(objectiveDashboard, { ...promise(), dashboard: "posts" });
  assert.equal(finding?.nearest, "post");
});
