import assert from "node:assert/strict";
import { it } from "node:test";
import { alertTest, promql, recording } from "../../../define/index.ts";
import type { Duration } from "../../../model/index.ts";
import { duplicateRule } from "./duplicate-rule.ts";
import { forInterval } from "./for-interval.ts";
import { findings, foundIn } from "./found.fixture.ts";
import { noOwner } from "./no-owner.ts";
import { perInstance } from "./per-instance.ts";
import { unknownDashboard } from "./unknown-dashboard.ts";
import { unknownSeverity } from "./unknown-severity.ts";
import { untested } from "./untested.ts";
import { vacuousTest } from "./vacuous-test.ts";

const record = (name: string, labels = {}) =>
  recording(name, { expr: { ...promql``, text: "sum(letters_waiting)" }, labels });

it("two recordings of one expression and the same labels are found, other labels are other series", () => {
  const rules = (...names: readonly ReturnType<typeof record>[]) =>
    findings(duplicateRule, {}, { rules: names });
  assert.equal(rules(record("post:letters:sum"), record("post:waiting:sum")).length, 1);
  assert.deepEqual(rules(record("post:letters:sum"), record("post:letters:sum", { size: "all" })), []);
});

it("labels are copies' unless some aggregation takes them away or names them", () => {
  const found = (condition: string) => foundIn(perInstance, condition).length;
  assert.equal(found("letters_waiting > 5"), 1);
  assert.equal(found("sum without (kind) (rate(letters_total[5m])) > 5"), 1);
  assert.equal(found("sum without (instance) (letters_waiting) > 5"), 0);
  assert.equal(found("letters_waiting > on (instance) max by (instance) (queue_limit)"), 0);
  assert.equal(found("absent(up == 1)"), 0);
  assert.equal(found("nobody_knows > 5"), 0);
});

it("a `for` is at least two intervals, or none", () => {
  const found = (duration: string | undefined) => findings(forInterval, { for: duration as Duration }).length;
  assert.deepEqual([undefined, "0s", "30s", "1h"].map(found), [0, 0, 0, 0]);
  assert.deepEqual(["1s", "15s", "29s", "10 minutes", ""].map(found), [1, 1, 1, 1, 1]);
});

it("what is near to a severity or a dashboard is told", () => {
  assert.equal(findings(unknownSeverity, { severity: "criticl" as "critical" })[0]!.nearest, "critical");
  assert.equal(findings(unknownDashboard, { dashboard: "pst" })[0]!.nearest, "post");
  assert.equal(findings(unknownSeverity, { severity: undefined as never }).length, 1);
  assert.equal(findings(unknownDashboard, { dashboard: undefined as never }).length, 1);
});

it("a label is the owner that counts", () => {
  assert.deepEqual(findings(noOwner, { labels: { owner: "sorting" } }), []);
  assert.equal(findings(noOwner, { owner: "sorting", labels: { owner: "" } }).length, 1);
});

it("what is not tested is told in words", () => {
  const [finding] = findings(untested, { tests: [] });
  assert.match(
    finding!.found,
    /that it fires, that it stays silent, when it begins to fire, that it clears$/,
  );
});

it("a test whose times are none is told instead of thrown", () => {
  const test = {
    shows: "silent",
    interval: "15s",
    input: [{ series: "letters_total", values: "1x9" }],
  } as const;
  const expect = [{ at: "soon" as Duration, firing: [] }];
  const [finding] = findings(vacuousTest, { tests: [alertTest("never", { ...test, expect })] });
  assert.match(finding!.found, /^"soon" in test "never" of alert/);
});
