import assert from "node:assert/strict";
import { it } from "node:test";
import { promql, recording } from "../../../define/index.ts";
import { absentUp } from "./absent-up.ts";
import { alwaysFires } from "./always-fires.ts";
import { findings, foundIn } from "./found.fixture.ts";
import { neverFires } from "./never-fires.ts";

const SENT = "sum(rate(letters_total[5m]))";
const BILLS = 'sum(rate(letters_total{kind="bill"}[5m]))';
const record = (name: string, text: string) => recording(name, { expr: { ...promql``, text } });

it("a comparison that is never true is found wherever it stands, and told once", () => {
  const never = `${SENT} < 0`;
  for (const condition of [`(${never}) > 5`, `max(${never}) or ${SENT} > 9`, `${SENT} > 9 unless ${never}`])
    assert.deepEqual(foundIn(neverFires, condition), [never], condition);
});

it("a condition that contradicts itself is told as a whole", () => {
  const condition = `${SENT} > 10 and ${BILLS} > 1 and ${SENT} < 5`;
  assert.deepEqual(foundIn(neverFires, condition), [condition]);
  assert.deepEqual(foundIn(neverFires, `${SENT} > 10 unless ${SENT} > 9`), [
    `${SENT} > 10 unless ${SENT} > 9`,
  ]);
});

it("what is not known to be impossible is not found", () => {
  for (const condition of [
    `${SENT} / ${BILLS} > 100`,
    "letters_waiting < 0",
    "letters_waiting > 1e9",
    `${SENT} <= 0`,
  ])
    assert.deepEqual(foundIn(neverFires, condition), [], condition);
});

it("a recording that never has an answer is found where it is defined", () => {
  const rules = [record("post:rush:active", `${SENT} < 0`)];
  const [finding, ...others] = findings(neverFires, { expr: promql`post:rush:active > 1` }, { rules });
  assert.match(finding!.found, /in recording "post:rush:active"$/);
  assert.deepEqual(others, []);
});

it("a burn rate above what a share can reach is found through its recording", () => {
  const rules = [record("post:bills:ratio_rate5m", `${BILLS} / ${SENT}`)];
  assert.deepEqual(foundIn(neverFires, "post:bills:ratio_rate5m > 14.4 * 0.1", { rules }), [
    "post:bills:ratio_rate5m > 14.4 * 0.1",
  ]);
});

it("a comparison that is always true is found", () => {
  for (const condition of [`${SENT} >= 0`, `0 <= ${SENT}`, "letters_total > -1", `${BILLS} / ${SENT} <= 1`])
    assert.deepEqual(foundIn(alwaysFires, condition), [condition]);
  assert.deepEqual(foundIn(alwaysFires, "absent(up >= 0)"), ["up >= 0"]);
  assert.deepEqual(foundIn(alwaysFires, "sum(up >= bool 0) > 3"), ["up >= bool 0"]);
});

it("a comparison that leaves out NaN, and one that asks whether there is anything, are not", () => {
  for (const condition of [
    `(${BILLS} / ${SENT} >= 0) > 0.5`,
    `${SENT} > 10 and count(letters_waiting) > 0`,
    `${SENT} > 10 and count_over_time(letters_waiting[1h]) >= 1`,
    `${SENT} > 0`,
    'ALERTS{severity="info"} == 1',
  ])
    assert.deepEqual(foundIn(alwaysFires, condition), [], condition);
  assert.deepEqual(foundIn(alwaysFires, "count(letters_waiting) > 0"), ["count(letters_waiting) > 0"]);
});

it("an absent target is well told where another rule tells of one that is down", () => {
  const down = record("post:down:count", "count(up == 0)");
  assert.equal(findings(absentUp, { expr: promql`absent(up{job="post"})` }).length, 1);
  assert.deepEqual(findings(absentUp, { expr: promql`absent(up{job="post"})` }, { rules: [down] }), []);
  assert.deepEqual(findings(absentUp, { expr: promql`absent(letters_total)` }), []);
});
