import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { durationOf, timeOf } from "./times.ts";

test("a time is unix seconds, to the millisecond", () => {
  assert.equal(timeOf("1700000000"), 1_700_000_000_000);
  assert.equal(timeOf("1700000000.1236"), 1_700_000_000_124);
  assert.equal(timeOf("-1.5"), -1500);
  assert.equal(timeOf("1.7e9"), 1_700_000_000_000);
  assert.equal(timeOf(".5"), 500);
});

test("a time is RFC 3339, in whatever zone", () => {
  assert.equal(timeOf("1970-01-01T00:00:01Z"), 1000);
  assert.equal(timeOf("2023-11-14T22:13:20.123456789Z"), 1_700_000_000_123);
  assert.equal(timeOf("2023-11-15T00:13:20,5+02:00"), 1_700_000_000_500);
  assert.equal(timeOf("2023-11-14T20:43:20-01:30"), 1_700_000_000_000);
  assert.equal(timeOf("0001-01-01T00:00:00Z"), -62_135_596_800_000);
});

test("the ends of Prometheus' time are read as it writes them", () => {
  assert.ok(timeOf("-292273086-05-16T16:47:06Z")! < -9e18);
  assert.ok(timeOf("292277025-08-18T07:12:54.999999999Z")! > 9e18);
});

test("what is neither is no time", () => {
  for (const text of [
    "",
    "now",
    "NaN",
    "Inf",
    "0x10",
    "1_000",
    "1e40",
    " 1",
    "2023-02-29T00:00:00Z",
    "2023-13-01T00:00:00Z",
    "2023-11-14T24:00:00Z",
    "2023-11-14T22:60:00Z",
    "2023-11-14T22:13:60Z",
    "2023-11-14T22:13:20",
    "2023-11-14t22:13:20z",
    "2023-11-14T22:13:20+24:00",
    "2023-11-14",
  ])
    assert.equal(timeOf(text), undefined, text);
});

test("whatever ISO 8601 JavaScript writes is read as the same time", () => {
  const property = fc.property(fc.integer({ min: -62e12, max: 253e12 }), (ms) => {
    assert.equal(timeOf(new Date(ms).toISOString()), ms);
  });
  fc.assert(property, { numRuns: 500 });
});

test("a duration is seconds, or as PromQL writes it", () => {
  assert.equal(durationOf("15"), 15_000);
  assert.equal(durationOf("0.25"), 250);
  assert.equal(durationOf("-1"), -1000);
  assert.equal(durationOf("1h30m"), 5_400_000);
  assert.equal(durationOf("500ms"), 500);
  for (const text of ["", "5x", "m", "1.5h", "-5m", "1e30", "99999999999y", "NaN"])
    assert.equal(durationOf(text), undefined, text);
});
