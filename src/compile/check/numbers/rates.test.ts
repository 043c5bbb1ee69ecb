import assert from "node:assert/strict";
import { it } from "node:test";
import { deltaOfCounter } from "./delta-of-counter.ts";
import { emptyRateWindow } from "./empty-rate-window.ts";
import { foundOf } from "./numbers.fixture.ts";
import { rateOfGauge } from "./rate-of-gauge.ts";
import { rateOfSum } from "./rate-of-sum.ts";
import { rateWindow } from "./rate-window.ts";
import { subqueryStep } from "./subquery-step.ts";

it("a rate of what is no counter is found, and of what is not known nothing is said", () => {
  const wrong = [
    "rate(waiting[5m]) > 1",
    "increase(shop:hits:rate5m[5m]) > 1",
    "rate(rate(hits_total[5m])[1h:1m]) > 1",
    "irate(rate(wait_seconds_bucket[5m])[1h:1m]) > 1",
    "rate((errors_total / other_total)[1h:1m]) > 1",
  ];
  const right = ["rate(hits_total[5m:15s]) > 1", "rate(unknown[5m]) > 1", "deriv(waiting[5m]) > 1"];
  const recorded = { "shop:hits:rate5m": "sum(rate(hits_total[5m]))" };
  assert.deepEqual(foundOf(rateOfGauge, [...wrong, ...right], "alert", recorded), wrong);
});

it("a rate of counters that were put together is found, in a subquery and through a recording", () => {
  const wrong = [
    "rate(sum(hits_total)[5m:]) > 1",
    "increase((errors_total + other_total)[5m:]) > 1",
    "rate((sum by (le) (wait_seconds_bucket))[5m:]) > 1",
    "rate(shop:hits:sum[5m]) > 1",
  ];
  const right = [
    "rate(hits_total[5m:]) > 1",
    "sum(rate(hits_total[5m])) > 1",
    "rate(topk(3, hits_total)[5m:]) > 1",
  ];
  const recorded = { "shop:hits:sum": "sum(hits_total)" };
  assert.deepEqual(foundOf(rateOfSum, [...wrong, ...right], "alert", recorded), wrong);
});

it("functions that see no restart are found on counters alone", () => {
  const wrong = ["delta(hits_total[5m]) > 1", "predict_linear(wait_seconds_sum[1h], 3600) > 1"];
  const right = ["delta(waiting[5m]) > 1", "deriv(unknown[5m]) > 1"];
  assert.deepEqual(foundOf(deltaOfCounter, [...wrong, ...right]), wrong);
});

it("a range is four intervals long, and an error under two", () => {
  const texts = ["29s", "30s", "59s", "60s", "1m15s"].map((range) => `rate(hits_total[${range}]) > 1`);
  assert.deepEqual(foundOf(emptyRateWindow, texts), texts.slice(0, 1));
  assert.deepEqual(foundOf(rateWindow, texts), texts.slice(1, 3));
});

it("only functions that need two samples ask for a range", () => {
  assert.deepEqual(
    foundOf(emptyRateWindow, ["max_over_time(waiting[15s]) > 1", "changes(waiting[15s]) > 1"]),
    [],
  );
});

it("a subquery looks more than once", () => {
  const wrong = ["max_over_time(waiting[5m:10m]) > 1", "max_over_time(waiting[10s:]) > 1"];
  const right = ["max_over_time(waiting[5m:5m]) > 1", "max_over_time(waiting[5m:]) > 1"];
  assert.deepEqual(foundOf(subqueryStep, [...wrong, ...right]), wrong);
});
