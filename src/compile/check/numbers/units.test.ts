import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foundOf } from "./numbers.fixture.ts";
import { thresholdUnit } from "./threshold-unit.ts";
import { unitMismatch } from "./unit-mismatch.ts";

describe("two units", () => {
  it("are neither added nor compared", () => {
    const wrong = [
      "age_seconds > on () memory_used_bytes",
      "sum(rate(errors_total[5m])) > sum(increase(errors_total[5m]))",
      "age_seconds + on () memory_used_bytes > 3",
      "time() - rate(busy_seconds_total[5m]) > 3",
      "histogram_quantile(0.9, rate(wait_seconds_bucket[5m])) > on () group_left () sum(increase(errors_total[5m]))",
    ];
    assert.deepEqual(foundOf(unitMismatch, wrong), wrong);
  });

  it("are no mistake where one is not certain, or in a quotient", () => {
    const right = [
      "rate(errors_total[5m]) > pool_max",
      "memory_used_bytes > pool_max",
      "memory_used_bytes > rate(other_total[5m])",
      "age_seconds > 60 * waiting",
      "rate(errors_total[5m]) * 300 > increase(errors_total[5m])",
      "rate(sent_bytes_total[5m]) / rate(errors_total[5m]) > 3",
      "time() - backup_timestamp_seconds > age_seconds",
      "rate(busy_seconds_total[5m]) > rate(hits_total[5m]) / rate(errors_total[5m])",
      "age_seconds > 3 or memory_used_bytes > 3",
      "unknown > age_seconds",
    ];
    assert.deepEqual(foundOf(unitMismatch, right), []);
  });
});

describe("a threshold", () => {
  it("is refused beyond what the numbers are meant to be", () => {
    const wrong = [
      "rate(wait_seconds_sum[5m]) / rate(wait_seconds_count[5m]) > 500",
      "500 < shop:wait:mean5m",
      "pool_active / pool_max > 95",
      "max(sum(pool_active) / sum(pool_max)) * 100 > 9500",
      "memory_used_bytes / memory_total_bytes >= 80",
      "backup_timestamp_seconds > 3600",
      "max(timestamp(waiting)) < 300",
      "backup_timestamp_seconds > 1.7e12",
      "memory_used_bytes > 0.8",
    ];
    const recorded = { "shop:wait:mean5m": "rate(wait_seconds_sum[5m]) / rate(wait_seconds_count[5m])" };
    assert.deepEqual(foundOf(thresholdUnit, wrong, "alert", recorded), wrong);
  });

  it("is left alone where the numbers may well be that", () => {
    const right = [
      "rate(wait_seconds_sum[5m]) / rate(wait_seconds_count[5m]) > 0.5",
      "rate(wait_seconds_sum[5m]) / rate(errors_total[5m]) > 500",
      "age_seconds > 500",
      "time() - backup_timestamp_seconds > 3600",
      "backup_timestamp_seconds == 0",
      "pool_active / pool_max > 0.95",
      "100 * pool_active / pool_max > 95",
      "(1 - pool_active / pool_max) * 100 < 5",
      "1000 * rate(wait_seconds_sum[5m]) / rate(wait_seconds_count[5m]) > 500",
      "waiting / pool_max > 20",
      "rate(hits_total[5m]) / (rate(hits_total[5m] offset 1h) > 0) > 30",
      "rate(busy_seconds_total[5m]) > 4",
      "memory_used_bytes / 1024 / 1024 > 0.5",
      "memory_used_bytes > 0",
      "unknown_seconds > 500",
    ];
    assert.deepEqual(foundOf(thresholdUnit, right), []);
  });
});
