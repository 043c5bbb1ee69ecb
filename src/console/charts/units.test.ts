import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bytes, count, perSecond, quantity, ratio, seconds, ticks, written } from "./units.ts";

describe("units", () => {
  it("write a duration in the unit that fits it", () => {
    assert.equal(written(seconds, 0.00000042), "0.42 µs");
    assert.equal(written(seconds, 0.00042), "420 µs");
    assert.equal(written(seconds, 0.0123), "12.3 ms");
    assert.equal(written(seconds, 2.5), "2.50 s");
    assert.equal(written(seconds, 0), "0 ms");
  });

  it("write bytes in powers of 1024", () => {
    assert.equal(written(bytes, 1023), "1,023 B");
    assert.equal(written(bytes, 1024), "1.00 KiB");
    assert.equal(written(bytes, 1.5 * 1024 ** 3), "1.50 GiB");
  });

  it("write shares in percent", () => {
    assert.equal(written(ratio, 0.004), "0.40 %");
    assert.equal(written(ratio, 1), "100 %");
  });

  it("write counts in full up to 99,999", () => {
    assert.equal(written(count, 99_999), "99,999");
    assert.equal(written(count, 123_456), "123 k");
    assert.equal(written(count, 7), "7");
    assert.equal(written(count, 0), "0");
  });

  it("keep two significant digits of small rates", () => {
    assert.equal(written(perSecond("req"), 0.0033333), "0.0033 req/s");
    assert.equal(written(perSecond("req"), 12_345), "12.3 k req/s");
  });

  it("write a dash where there is no number", () => {
    for (const nothing of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.equal(written(seconds, nothing), "–");
    }
  });

  it("part the number from its symbol", () => {
    assert.deepEqual(quantity(seconds, 0.084), { number: "84.0", symbol: "ms" });
  });
});

describe("ticks", () => {
  it("share one unit and as many decimals as any of them needs", () => {
    assert.deepEqual(ticks(seconds, [0, 0.0005, 0.001, 0.0015]), ["0.0 ms", "0.5 ms", "1.0 ms", "1.5 ms"]);
    assert.deepEqual(ticks(bytes, [0, 2 ** 26, 2 ** 27]), ["0 MiB", "64 MiB", "128 MiB"]);
  });

  it("are not disturbed by sums that floating point does not hit", () => {
    assert.deepEqual(ticks(ratio, [0, 0.1, 0.2, 0.1 + 0.2]), ["0 %", "10 %", "20 %", "30 %"]);
  });

  it("of an axis without numbers are none", () => {
    assert.deepEqual(ticks(count, []), []);
  });
});
