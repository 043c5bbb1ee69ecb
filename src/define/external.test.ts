import assert from "node:assert/strict";
import { test } from "node:test";
import { external, up } from "./external.ts";
import { counter } from "./metric.ts";
import { promql } from "./promql.ts";
import { select } from "./select.ts";

const reads = external(
  counter({ name: "disk_reads_total", help: "Reads.", labels: { device: ["sda", "sdb"] } }),
);

test("a metric of others stands in an expression like any, and the expression knows whose it is", () => {
  const { text, metrics } = promql`rate(${select(reads, { device: "sda" })}[5m])`;
  assert.equal(text, 'rate(disk_reads_total{device="sda"}[5m])');
  assert.deepEqual(
    metrics.map(({ external }) => external),
    [true],
  );
});

test("its labels are checked like those of any", () => {
  // @ts-expect-error There is no such device.
  select(reads, { device: "sdc" });
  // @ts-expect-error Prometheus gives no such label to a scrape.
  assert.ok(select(up, { service: "reviews" }));
});
