import assert from "node:assert/strict";
import { it } from "node:test";
import { external, gauge, promql, recording } from "../../../define/index.ts";
import { foundIn } from "./found.fixture.ts";
import { noComparison } from "./no-comparison.ts";

const SENT = "sum(rate(letters_total[5m]))";
const BILLS = 'sum(rate(letters_total{kind="bill"}[5m]))';
const SENT_BEFORE = "sum(rate(letters_total[5m] offset 1h))";
const record = (name: string, text: string, labels = {}) =>
  recording(name, { expr: { ...promql``, text }, labels });

function found(condition: string, rules: readonly ReturnType<typeof record>[] = []): string[] {
  return foundIn(noComparison, condition, { rules });
}

it("a comparison that filters decides, and so does what passes it on", () => {
  for (const condition of [
    `${SENT} > 10`,
    `(${SENT} > 10)`,
    `-(${SENT} > 10)`,
    "count by (kind) (letters_waiting == 0)",
    'label_replace(letters_waiting > 5, "a", "b", "", "")',
    "max_over_time((letters_waiting > 5)[10m:])",
    "(letters_waiting > 5) * 2",
    "absent(up == 1)",
    "absent_over_time(letters_total[1h])",
    'ALERTS{alertname="TooManyLetters"}',
  ])
    assert.deepEqual(found(condition), [], condition);
});

it("an expression that has an answer whenever its series are there decides nothing", () => {
  for (const condition of [
    SENT,
    "letters_waiting",
    "vector(1)",
    "topk(3, letters_waiting)",
    "letters_waiting > bool 5",
    "changes(letters_waiting[5m])",
    "vector(scalar(letters_waiting > 5))",
  ])
    assert.deepEqual(found(condition), [condition]);
});

it("a divisor that is filtered so that it is not 0 decides nothing", () => {
  assert.deepEqual(found(`${BILLS} / (${SENT} > 0)`), [`${BILLS} / (${SENT} > 0)`]);
  assert.deepEqual(found(`${BILLS} / (${SENT} > 0) > 0.5`), []);
});

it("each side of a condition decides", () => {
  assert.deepEqual(found(`${SENT} > 10 and ${BILLS} > 5`), []);
  assert.deepEqual(found(`${SENT} and ${BILLS} > 5`), [SENT]);
  assert.deepEqual(found(`${BILLS} > 5 and ${SENT}`), [SENT]);
  assert.deepEqual(found(`${SENT} or ${BILLS} > 5`), [SENT]);
  assert.deepEqual(found(`${BILLS} > 5 or vector(0)`), ["vector(0)"]);
  assert.deepEqual(found(`${SENT} > 10 and ${BILLS} > 5 and ${SENT} / ${BILLS}`), [`${SENT} / ${BILLS}`]);
  assert.deepEqual(found(`${BILLS} > 5 unless ${SENT}`), [SENT]);
});

it("that series are there decides on the right, where those on the left do not say so", () => {
  assert.deepEqual(found(`${SENT} > 10 and ${SENT_BEFORE}`), []);
  assert.deepEqual(found(`${SENT_BEFORE} > 10 and ${SENT}`), []);
  // of one kind there may be none
  assert.deepEqual(found(`${SENT} > 10 and sum(rate(letters_total{office="north"}[5m]))`), []);
  assert.deepEqual(found(`${SENT} > 10 and sum(letters_waiting)`), ["sum(letters_waiting)"]);
  assert.deepEqual(found(`${SENT} > 10 and vector(1)`), ["vector(1)"]);
});

it("a histogram's parts are there together", () => {
  const count = "sum(increase(delivery_duration_seconds_count[5m]))";
  const p99 = "histogram_quantile(0.99, sum by (le) (rate(delivery_duration_seconds_bucket[5m])))";
  assert.deepEqual(found(`${p99} > 1 and ${count}`), [count]);
  assert.deepEqual(found(`${p99} > 1 and ${count} > 100`), []);
});

it("a recording is there for what it is made of", () => {
  const rules = [
    record("post:letters:rate5m", SENT),
    record("post:bills:ratio", `${BILLS} / (post:letters:rate5m > 0)`, { size: "all" }),
    record("post:rush:active", "post:letters:rate5m > 10"),
  ];
  assert.deepEqual(found("post:rush:active", rules), []);
  assert.deepEqual(found("post:bills:ratio", rules), ["post:bills:ratio"]);
  assert.deepEqual(found(`post:bills:ratio{size="all"} > 0.5 and ${SENT}`, rules), [SENT]);
  assert.deepEqual(found(`${SENT} > 1 and post:letters:rate5m`, rules), ["post:letters:rate5m"]);
  assert.deepEqual(found("post:letters:rate5m > 1 unless post:rush:active", rules), []);
});

it("who is told may stand on the left, and what is missing on the right", () => {
  const info = external(
    gauge({ name: "office_info", help: "Offices.", labels: { office: ["north", "south"] } }),
  );
  const conditions = [
    `vector(1) unless on () ${SENT} > 10`,
    "office_info and on (job) letters_waiting > 10",
    "count by (job) (up) unless on (job) office_info",
    "letters_waiting > 10 unless on (job) office_info",
  ];
  for (const condition of conditions)
    assert.deepEqual(foundIn(noComparison, condition, { metrics: [info] }), [], condition);
});
