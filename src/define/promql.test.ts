import assert from "node:assert/strict";
import { test } from "node:test";
import { unboundedLabel } from "../model/index.ts";
import { counter, gauge, histogram } from "./metric.ts";
import { promql } from "./promql.ts";
import { bucketsOf, countOf, matching, not, select, sumOf } from "./select.ts";

const orders = counter({
  name: "orders_total",
  help: "Orders.",
  labels: { method: ["GET", "POST"], endpoint: unboundedLabel },
});
const stock = gauge({ name: "stock", help: "Books." });
const duration = histogram({ name: "order_duration_seconds", help: "Time.", labels: { method: ["GET"] } });

test("metrics, durations, numbers and expressions stand in an expression as values", () => {
  const rate = promql`rate(${orders}[${"5m"}])`;
  const ratio = promql`${rate} / ${stock} > ${0.01}`;
  assert.equal(ratio.text, "(rate(orders_total[5m])) / stock > 0.01");
  assert.deepEqual(ratio.metrics, [orders, stock]);
});

test("an expression knows the line that it was written on", () => {
  const { file, line } = promql`${stock}`.place;
  assert.match(file, /src\/define\/promql\.test\.ts$/);
  assert.equal(line, 24);
});

test("numbers are written as PromQL reads them", () => {
  const texts = [0.1, 1e-7, Infinity, -Infinity, NaN, -2].map((number) => promql`${number}`.text);
  assert.deepEqual(texts, ["0.1", "1e-7", "Inf", "-Inf", "NaN", "-2"]);
});

test("a histogram is not a series, its parts are", () => {
  assert.throws(() => promql`${duration}`, { code: "FAROL_EXPRESSION", message: /order_duration_seconds/ });
  assert.deepEqual(
    [bucketsOf(duration), countOf(duration, { method: "GET" }), sumOf(duration)].map(({ text }) => text),
    [
      "order_duration_seconds_bucket",
      'order_duration_seconds_count{method="GET"}',
      "order_duration_seconds_sum",
    ],
  );
});

test("labels are matched by value, by several, by pattern, and by what they are not", () => {
  const texts = [
    select(orders, { method: "GET" }),
    select(orders, { method: ["GET", "POST"], endpoint: matching("/api/.*") }),
    select(orders, { method: not("GET"), endpoint: not(["/a.b", "/c"]) }),
    select(orders, { endpoint: not(matching('say "hi"|\\d')) }),
    select(stock),
  ].map(({ text }) => text);
  assert.deepEqual(texts, [
    'orders_total{method="GET"}',
    'orders_total{method=~"GET|POST", endpoint=~"/api/.*"}',
    'orders_total{method!="GET", endpoint!~"/a\\\\.b|/c"}',
    'orders_total{endpoint!~"say \\"hi\\"|\\\\d"}',
    "stock",
  ]);
});

test("what was not declared does not compile", () => {
  // @ts-expect-error There is no such label.
  select(orders, { methd: "GET" });
  // @ts-expect-error PUT is not among the values.
  select(orders, { method: "PUT" });
  // @ts-expect-error Nor among several.
  select(orders, { method: ["GET", "PUT"] });
  // @ts-expect-error Nor negated.
  select(orders, { method: not("PUT") });
  // @ts-expect-error A histogram has no series of its own name.
  select(duration);
  // @ts-expect-error A counter has no buckets.
  assert.ok(bucketsOf(stock));
});
