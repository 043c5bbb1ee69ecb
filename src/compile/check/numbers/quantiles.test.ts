import assert from "node:assert/strict";
import { it } from "node:test";
import { foundOf } from "./numbers.fixture.ts";
import { quantileOfTotals } from "./quantile-of-totals.ts";
import { quantileWithoutLe } from "./quantile-without-le.ts";

it("buckets that lost their bounds have no quantile", () => {
  const wrong = [
    "histogram_quantile(0.9, sum(rate(wait_seconds_bucket[5m]))) > 1",
    "histogram_quantile(0.9, sum without (le) (rate(wait_seconds_bucket[5m]))) > 1",
    "histogram_quantile(0.9, sum by (shop) (shop:buckets:rate5m)) > 1",
    "histogram_fraction(0, 1, sum(rate(wait_seconds_bucket[5m]))) > 1",
  ];
  const right = [
    "histogram_quantile(0.9, rate(wait_seconds_bucket[5m])) > 1",
    "histogram_quantile(0.9, sum by (le) (shop:buckets:rate5m)) > 1",
    "histogram_quantile(0.9, sum(rate(native_seconds[5m]))) > 1",
  ];
  const recorded = { "shop:buckets:rate5m": "sum by (shop, le) (rate(wait_seconds_bucket[5m]))" };
  assert.deepEqual(foundOf(quantileWithoutLe, [...wrong, ...right], "alert", recorded), wrong);
});

it("a quantile is of what buckets grew by", () => {
  const wrong = [
    "histogram_quantile(0.9, wait_seconds_bucket) > 1",
    "histogram_quantile(0.9, sum by (le) (wait_seconds_bucket)) > 1",
    "histogram_quantile(0.9, max_over_time(wait_seconds_bucket[5m])) > 1",
    "histogram_quantile(0.9, rate(wait_seconds_sum[5m])) > 1",
    "histogram_quantile(0.9, waiting) > 1",
  ];
  const right = [
    "histogram_quantile(0.9, increase(wait_seconds_bucket[5m])) > 1",
    "histogram_quantile(0.9, avg_over_time(rate(wait_seconds_bucket[5m])[1h:1m])) > 1",
    "histogram_quantile(0.9, unknown_bucket) > 1",
  ];
  assert.deepEqual(foundOf(quantileOfTotals, [...wrong, ...right]), wrong);
});
