import assert from "node:assert/strict";
import { test } from "node:test";
import { alertTest, promql } from "../../../define/index.ts";
import type { AlertTest, Labels } from "../../../model/index.ts";
import { letters, post } from "../post.fixture.ts";
import { foundBy } from "./found.fixture.ts";
import { testExpectation } from "./test-expectation.ts";

const expecting = (firing: Labels): AlertTest =>
  alertTest("a test", {
    shows: "fires",
    interval: "1m",
    input: [{ series: 'letters_total{kind="bill", office="n"}', values: "0+100x20" }],
    expect: [
      { at: "15m", firing: [firing] },
      { at: "16m", firing: [firing] },
    ],
  });

const found = (firing: Labels, changes: Parameters<typeof post>[0] = {}) =>
  foundBy(testExpectation, post({ tests: [expecting(firing)], ...changes }));

test("a label too many and one too few are told once a test", () => {
  assert.deepEqual(found({ knd: "bill" }), [
    'knd in the test "a test" of alert "TooManyLetters": the results of its expression have the labels kind, and never knd. Did you mean kind?',
    'kind in the test "a test" of alert "TooManyLetters": the alert always has the label kind, and the test expects it without. Say which kind is expected.',
  ]);
});

test("labels that the rule adds may be said and left out", () => {
  const labels = { kind: "{{ $value }}", team: "mail" };
  for (const firing of [{}, { kind: "3" }, { team: "mail", owner: "post", severity: "warning" }]) {
    assert.deepEqual(found(firing, { labels }), [], JSON.stringify(firing));
  }
});

test("labels of targets may be left out, and so may those that only some results have", () => {
  const all = promql`${letters} > 10`;
  assert.deepEqual(found({ kind: "bill", office: "n" }, { expr: all }), []);
  assert.deepEqual(found({ kind: "bill", office: "n", instance: "a" }, { expr: all }), []);
  const some = promql`sum by (kind) (${letters}) > 10 or sum(${letters}) > 90`;
  assert.deepEqual(found({}, { expr: some }), []);
});

test("each of several tests that are wrong is told", () => {
  const [first, second] = [expecting({}), { ...expecting({}), place: { file: "a.ts", line: 1, column: 1 } }];
  assert.equal(foundBy(testExpectation, post({ tests: [first, second] })).length, 2);
});
