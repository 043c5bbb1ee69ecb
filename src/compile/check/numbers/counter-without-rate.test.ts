import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { counterWithoutRate } from "./counter-without-rate.ts";
import { foundOf } from "./numbers.fixture.ts";

const RAW = [
  "hits_total > 100",
  "sum(wait_seconds_count) > 100",
  "wait_seconds_sum / wait_seconds_count > 1",
  "rate(hits_total[5m]) / ignoring (result, shop) group_left () errors_total > 1",
  "max_over_time(sum(errors_total)[1h:1m]) > 3",
  "errors_total - errors_total offset 5m > 3",
  "topk(3, hits_total)",
  "count(topk(3, hits_total))",
  "pool_active > 3 and on () sum(errors_total)",
  "count_over_time(sum(errors_total)[1h:1m]) > 30",
  "scalar(sum(errors_total)) > bool 3",
  "pool_active unless errors_total > 5",
];
const RIGHT = [
  "rate(hits_total[5m]) > 1",
  "changes(hits_total[5m]) > 1",
  "resets(hits_total[5m]) > 1",
  "absent(hits_total)",
  "absent(sum(hits_total))",
  "count by (shop) (sum by (shop) (hits_total)) > 3",
  "group by (shop) (hits_total)",
  "count_over_time(hits_total[5m]) > 3",
  "time() - timestamp(hits_total) > 60",
  "pool_active > 3 and on () errors_total",
  "pool_active > 3 unless on () errors_total",
  "pool_active + on () group_left () (0 * errors_total) > 3",
  "errors_total == errors_total offset 1h",
  "sum(increase(hits_total[1h])) > 3",
  "unknown_total > 3",
  "pool_active > 3",
];

describe("a counter without a rate", () => {
  it("is found wherever its number is used", () => {
    assert.deepEqual(foundOf(counterWithoutRate, RAW), RAW);
  });

  it("is none where the counter grows, or only has to be there", () => {
    assert.deepEqual(foundOf(counterWithoutRate, RIGHT), []);
  });

  it("is found in recordings and panels, and in a mark only where its number is compared", () => {
    for (const where of ["recording", "timeseries", "stat"] as const) {
      assert.deepEqual(foundOf(counterWithoutRate, ["errors_total"], where), ["errors_total"]);
    }
    const marks = ["errors_total", "errors_total > 3"];
    assert.deepEqual(foundOf(counterWithoutRate, marks, "mark"), ["errors_total > 3"]);
  });

  it("is found through a recording", () => {
    const recorded = {
      "shop:errors:sum": "sum(errors_total)",
      "shop:errors:rate5m": "rate(errors_total[5m])",
    };
    const texts = ["shop:errors:sum > 3", "shop:errors:rate5m > 3"];
    assert.deepEqual(foundOf(counterWithoutRate, texts, "alert", recorded), ["shop:errors:sum > 3"]);
  });
});
