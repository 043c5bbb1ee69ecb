import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nanDivision } from "./nan-division.ts";
import { foundOf } from "./numbers.fixture.ts";

const SHARE = "sum(rate(errors_total[5m])) / sum(rate(hits_total[5m]))";
const GUARDED = "sum(rate(errors_total[5m])) / (sum(rate(hits_total[5m])) > 0)";

describe("a quotient that may have no number", () => {
  it("is found where it is recorded or shown as one number", () => {
    for (const where of ["recording", "stat"] as const) {
      assert.deepEqual(foundOf(nanDivision, [SHARE, GUARDED, `${SHARE} > 0`], where), [SHARE]);
    }
  });

  it("is well where NaN is silent", () => {
    assert.deepEqual(foundOf(nanDivision, [`${SHARE} > 0.1`, `1 - ${SHARE} < 0.9`, `${SHARE} > bool 3`]), []);
    assert.deepEqual(foundOf(nanDivision, [SHARE], "timeseries"), []);
  });

  it("is found where NaN is unequal to a number, and where it is added up or averaged", () => {
    const byShop = "rate(wait_seconds_sum[5m]) / rate(wait_seconds_count[5m])";
    const wrong = [
      `${SHARE} != 0`,
      `sum(${byShop}) > 3`,
      `avg(${byShop}) > 3`,
      `avg_over_time((${byShop})[1h:1m]) > 3`,
      `quantile(0.5, ${byShop}) > 3`,
    ];
    const right = [`max(${byShop}) > 3`, `count(${byShop}) > 3`, `max_over_time((${byShop})[1h:1m]) > 3`];
    assert.deepEqual(foundOf(nanDivision, [...wrong, ...right]), wrong);
  });

  it("knows which divisors are never 0, and which may be", () => {
    const divisors = {
      "clamp_min(sum(rate(hits_total[5m])), 1)": false,
      "(sum(rate(hits_total[5m])) >= 0.1)": false,
      "(sum(rate(hits_total[5m])) + 1)": false,
      "count(hits_total)": false,
      "sum(pool_max)": false,
      "sum(unknown)": false,
      60: false,
      "(sum(increase(hits_total[5m])) * 300 / 315)": true,
      "(sum(rate(hits_total[5m])) or vector(1))": true,
      "(sum(rate(hits_total[5m])) >= 0)": true,
      "(sum(rate(hits_total[5m])) + sum(rate(errors_total[5m])))": true,
      "shop:hits:rate5m": true,
      "(pool_max > bool 3)": true,
    };
    const text = (divisor: string) => `sum(waiting) / ${divisor}`;
    const texts = Object.keys(divisors).map(text);
    const expected = Object.entries(divisors).flatMap(([divisor, isZero]) => (isZero ? [text(divisor)] : []));
    const recorded = { "shop:hits:rate5m": "sum(rate(hits_total[5m]))" };
    assert.deepEqual(foundOf(nanDivision, texts, "recording", recorded), expected);
  });
});

describe("a quotient that may be infinite", () => {
  it("is found where the divisor is known to be 0 without the other", () => {
    const wrong = [
      "sum(rate(hits_total[5m])) / sum(rate(hits_total[5m] offset 1h)) > 3",
      "sum(rate(hits_total[5m])) / avg_over_time(sum(rate(hits_total[5m]))[1h:1m] offset 10m) > 3",
      'sum(rate(hits_total{result="hit"}[5m])) / sum(rate(hits_total{result="miss"}[5m])) > 3',
      "3 < sum(rate(hits_total[5m])) / sum(rate(hits_total[5m] offset 1h))",
    ];
    assert.deepEqual(foundOf(nanDivision, wrong), wrong);
  });

  it("is not where both are 0 together, where that is not known, or where traffic is asked for", () => {
    const right = [
      "sum(rate(hits_total[5m])) / sum(rate(hits_total[1h])) > 3",
      'sum(rate(hits_total{result="hit"}[5m])) / sum(rate(hits_total{result!~"miss"}[5m])) > 3',
      'sum(rate(hits_total{shop="a"}[5m])) / sum(rate(hits_total{shop="b"}[5m])) > 3',
      `${SHARE} > 3`,
      "sum(rate(hits_total[5m])) / sum(rate(hits_total[5m] offset 1h)) < 0.3",
      "sum(rate(hits_total[5m])) / sum(rate(hits_total[5m] offset 1h)) > 3 and sum(rate(hits_total[5m])) > 1",
      "sum(rate(hits_total[5m])) / (sum(rate(hits_total[5m] offset 1h)) > 0) > 3",
    ];
    assert.deepEqual(foundOf(nanDivision, right), []);
  });
});
