import assert from "node:assert/strict";
import { test } from "node:test";
import { unboundedLabel } from "../model/index.ts";
import { counter, DURATION_BUCKETS, gauge, histogram, SIZE_BUCKETS } from "./metric.ts";

const help = "Something.";

test("a declaration is complete: unit from the name, caps and buckets by default", () => {
  const sizes = histogram({ name: "upload_size_bytes", help });
  assert.equal(sizes.unit, "bytes");
  assert.deepEqual(sizes.buckets, SIZE_BUCKETS);
  assert.deepEqual(histogram({ name: "wait_seconds", help }).buckets, DURATION_BUCKETS);
  assert.equal(counter({ name: "cpu_seconds_total", help }).unit, "seconds");
  const queue = gauge({ name: "queue_depth", help });
  assert.deepEqual([queue.unit, queue.maxSeries, queue.expires], ["none", 2000, true]);
});

test("names that Prometheus would not take, or that mislead, are refused", () => {
  for (const name of ["requests", "a-b_total", "1_total", ""]) {
    assert.throws(() => counter({ name, help }), { code: "FAROL_METRIC_NAME" }, name);
  }
  for (const name of ["jobs_total", "jobs_count", "jobs_sum", "jobs_bucket"]) {
    assert.throws(() => gauge({ name, help }), { code: "FAROL_METRIC_NAME" }, name);
    assert.throws(() => histogram({ name, help }), { code: "FAROL_METRIC_NAME" }, name);
  }
});

test("labels have proper names, and closed sets hold each value once", () => {
  const withLabel = (label: string) => () => gauge({ name: "x", help, labels: { [label]: ["a"] } });
  for (const label of ["a-b", "__name__", "1st", ""])
    assert.throws(withLabel(label), { code: "FAROL_LABEL_NAME" }, label);
  assert.throws(() => histogram({ name: "x", help, labels: { le: unboundedLabel } }), {
    code: "FAROL_LABEL_NAME",
  });
  for (const values of [[], ["a", "a"]]) {
    assert.throws(() => gauge({ name: "x", help, labels: { a: values } }), { code: "FAROL_LABEL_VALUES" });
  }
});

test("buckets are finite and ascend", () => {
  for (const buckets of [[], [1, 1], [2, 1], [1, Number.POSITIVE_INFINITY], [Number.NaN]]) {
    assert.throws(() => histogram({ name: "x", help, buckets }), { code: "FAROL_BUCKETS" });
  }
});

test("a refusal names what was found, the rule and the cure", () => {
  assert.throws(() => counter({ name: "requests", help }), {
    message: /counter "requests": .*ends in _total.* Rename it .*\[FAROL_METRIC_NAME\]$/,
  });
});
