import assert from "node:assert/strict";
import { test } from "node:test";
import { alertSpec, groupSpec, MINUTE, recordingSpec } from "../running-group.fixture.ts";
import type { RuleTest } from "./rule-test.ts";
import { runRuleTest } from "./run-rule-test.ts";

const GROUPS = [groupSpec([recordingSpec({ expr: "sum(m)" }), alertSpec({ forMs: MINUTE })])];

function ruleTest(changes: Partial<RuleTest>): RuleTest {
  const input = [{ series: 'm{a="x"}', values: "0 1x10" }];
  return { input, intervalMs: MINUTE, evaluationIntervalMs: MINUTE, alerts: [], expressions: [], ...changes };
}

const firing = (atMs: number, ...all: string[]) => ({
  ...{ atMs, alert: "High" },
  firing: all.map((a) => ({ labels: { a }, annotations: {} })),
});

test("alerts are judged by the evaluation at their moment, or last before it", async () => {
  const alerts = [
    firing(MINUTE),
    firing(2 * MINUTE - 1),
    firing(2 * MINUTE, "x"),
    firing(3 * MINUTE - 1, "x"),
  ];
  const { moments, faults } = await runRuleTest(GROUPS, ruleTest({ alerts }));
  assert.deepEqual(
    moments.map(({ passed }) => passed),
    [true, true, true, true],
  );
  assert.deepEqual(faults, []);
});

test("what is not as expected is told with both", async () => {
  const { moments } = await runRuleTest(GROUPS, ruleTest({ alerts: [firing(2 * MINUTE, "x", "y")] }));
  const [{ passed, expected, got }] = moments as [(typeof moments)[0]];
  assert.deepEqual(
    { passed, expected, got },
    {
      passed: false,
      expected: ['{a="x", alertname="High"} {}', '{a="y", alertname="High"} {}'],
      got: ['{a="x", alertname="High"} {}'],
    },
  );
});

test("expressions are asked at the end, of all that was given and written", async () => {
  const samples = [{ metric: { __name__: "r" }, value: 1 }];
  const expressions = [
    { atMs: MINUTE, expr: "r", samples },
    { atMs: MINUTE, expr: "r + 1", samples },
    { atMs: MINUTE, expr: "r +", samples },
    { atMs: 0, expr: "0 / r", samples: [{ metric: {}, value: Number.NaN }] },
  ];
  const { moments } = await runRuleTest(GROUPS, ruleTest({ expressions }));
  assert.deepEqual(
    moments.map(({ passed, got }) => [passed, ...got]),
    [
      [true, "r 1"],
      [false, "{} 2"],
      [false, "error: 1:4: parse error: unexpected end of input"],
      [false, "{} NaN"],
    ],
  );
});

test("a rule that fails ends the test", async () => {
  const groups = [groupSpec([recordingSpec(), recordingSpec({ expr: "m * 2" })])];
  const expressions = [{ atMs: 5 * MINUTE, expr: "r", samples: [] }];
  const verdict = await runRuleTest(groups, ruleTest({ expressions }));
  const message = "duplicate sample for timestamp";
  assert.deepEqual(verdict, { moments: [], faults: [{ rule: "r", atMs: MINUTE, message }] });
});

test("groups are evaluated in the order that is asked for", async () => {
  const groups = [
    groupSpec([recordingSpec({ name: "late", expr: "early" })], { name: "second" }),
    groupSpec([recordingSpec({ name: "early" })], { name: "first" }),
  ];
  const expressions = [
    { atMs: 0, expr: "late", samples: [{ metric: { __name__: "late", a: "x" }, value: 0 }] },
  ];
  const inOrder = ruleTest({ expressions, groupOrder: ["first", "second"] });
  assert.equal((await runRuleTest(groups, inOrder)).moments[0]!.passed, true);
  assert.equal((await runRuleTest(groups, ruleTest({ expressions }))).moments[0]!.passed, false);
});

test("samples between two evaluations and ends of series are seen", async () => {
  const input = [{ series: "m", values: "1 2 3 stale 5" }];
  const expressions = [
    { atMs: MINUTE, expr: "sum_over_time(m[90s])", samples: [{ metric: {}, value: 6 }] },
    { atMs: 100_000, expr: "m", samples: [] },
    { atMs: 2 * MINUTE, expr: "m", samples: [{ metric: { __name__: "m" }, value: 5 }] },
  ];
  const verdict = await runRuleTest([], ruleTest({ input, intervalMs: 30_000, expressions }));
  assert.deepEqual(
    verdict.moments.map(({ got }) => got),
    [["{} 6"], [], ["m 5"]],
  );
});

test("input that is no series is an error", async () => {
  const input = [{ series: "m", values: "many" }];
  await assert.rejects(runRuleTest([], ruleTest({ input })), /"many" is no point/);
});
