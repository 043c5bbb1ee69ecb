import assert from "node:assert/strict";
import { test } from "node:test";
import {
  above,
  aboveInBuckets,
  below,
  bytesText,
  type Limit,
  type Patience,
  percentText,
  secondsText,
  withLimits,
} from "./limit.ts";
import { histogram } from "./metric.ts";

test("an alert is tested just past its threshold and just short of it", () => {
  assert.deepEqual(above(0.1), { firesAt: 0.102, silentAt: 0.098 });
  assert.deepEqual(below(0.6), { firesAt: 0.588, silentAt: 0.612 });
  assert.deepEqual(above(0.1, 0.2), { firesAt: 0.12, silentAt: 0.08 });
});

test("of a histogram, in the next bucket, wherever the threshold is", () => {
  const took = histogram({ name: "took_seconds", help: "Time.", buckets: [1, 2, 5] });
  assert.deepEqual(aboveInBuckets(took, 2), { firesAt: 2.2, silentAt: 1.8 });
  assert.deepEqual(aboveInBuckets(took, 3), { firesAt: 5.5, silentAt: 1.8 });
});

test("limits that are not changed stay, and so does what is not changed of one", () => {
  interface Limits {
    readonly JobsLate: Limit;
    readonly JobsDown: Patience;
  }
  const standard: Limits = { JobsLate: { threshold: 2, for: "5m" }, JobsDown: { for: "1m" } };
  assert.deepEqual(withLimits(standard, { JobsLate: { threshold: 3 } }), {
    JobsLate: { threshold: 3, for: "5m" },
    JobsDown: { for: "1m" },
  });
  assert.deepEqual(withLimits(standard), standard);
  // @ts-expect-error It has no threshold.
  assert.ok(withLimits(standard, { JobsDown: { threshold: 3 } }));
  // @ts-expect-error There is no such alert.
  assert.ok(withLimits(standard, { JobLate: { for: "3m" } }));
  // @ts-expect-error Five of what?
  assert.ok(withLimits(standard, { JobsDown: { for: "5" } }));
});

test("limits read as people write them", () => {
  assert.deepEqual([0.05, 0.001, 0.07].map(percentText), ["5 %", "0.1 %", "7 %"]);
  assert.deepEqual([0.1, 0.5, 1, 30].map(secondsText), ["100 ms", "500 ms", "1 s", "30 s"]);
  assert.deepEqual([512, 2 ** 20, 1.5 * 2 ** 30].map(bytesText), ["512 B", "1 MiB", "1.5 GiB"]);
});
