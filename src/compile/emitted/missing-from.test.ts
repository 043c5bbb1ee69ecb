import assert from "node:assert/strict";
import { test } from "node:test";
import { counter, external, gauge, histogram } from "../../define/index.ts";
import { missingFrom } from "./missing-from.ts";

const help = "Of a test.";
const METRICS = [
  counter({ name: "orders_total", help, labels: {} }),
  gauge({ name: "heat_celsius", help, labels: { room: ["hall"] } }),
  histogram({ name: "wait_seconds", help, labels: {}, buckets: [1] }),
  external(gauge({ name: "node_load", help, labels: {} })),
];

const TEXT = `# HELP orders_total Of a\\ntest.
# TYPE orders_total counter
orders_total 3
# TYPE heat_celsius gauge
heat_celsius{room="hall"} 20
# TYPE wait_seconds histogram
wait_seconds_bucket{le="1"} 1
wait_seconds_bucket{le="+Inf"} 1
wait_seconds_sum 0.5
wait_seconds_count 1
`;
const OPEN_METRICS = `${TEXT.replace("TYPE orders_total", "TYPE orders")}# EOF\n`;

function missing(exposition: string): string[] {
  return missingFrom({ metrics: METRICS }, exposition).map(({ name }) => name);
}

test("nothing is missing from a page that has a series of each metric, in either format", () => {
  for (const page of [TEXT, OPEN_METRICS]) assert.deepEqual(missing(page), []);
});

test("a metric is missing when no series has its name, whatever is said of it", () => {
  for (const page of [TEXT, OPEN_METRICS]) {
    assert.deepEqual(missing(page.replace("orders_total 3\n", "")), ["orders_total"]);
    assert.deepEqual(missing(page.replace("\nheat_celsius{", "\nheat_celsius_max{")), ["heat_celsius"]);
    assert.deepEqual(missing(page.replaceAll(/^wait_seconds_.*\n/gm, "")), ["wait_seconds"]);
    assert.deepEqual(missing(page.replace("wait_seconds_count", "wait_seconds")), ["wait_seconds"]);
  }
  assert.deepEqual(missing(""), ["orders_total", "heat_celsius", "wait_seconds"]);
});
