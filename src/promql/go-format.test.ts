import assert from "node:assert/strict";
import { it } from "node:test";
import { printDuration, readDuration } from "./duration-text.ts";
import { goFixed, goPlain, goShort } from "./go-number.ts";
import { goCodePoint, goQuote, goQuoteChar, goQuoteShort } from "./go-quote.ts";

it("texts are quoted as Go quotes them", () => {
  assert.equal(
    goQuote('a"b\\c\n\t\x07\x01\x7fä😀\u00a0\u{e0001}'),
    '"a\\"b\\\\c\\n\\t\\a\\x01\\x7fä😀\\u00a0\\U000e0001"',
  );
  assert.equal(goQuote("\uDCFF"), '"\\xff"');
  assert.equal(goQuoteShort("0123456789"), '"0123456789"');
  assert.equal(goQuoteShort("0123456789a"), '"0123456789"...');
  assert.equal(goQuoteChar("'"), "'\\''");
  assert.equal(goQuoteChar("\n"), "'\\n'");
  assert.equal(goQuoteChar("\uD800"), "'\uFFFD'");
  assert.equal(goCodePoint("\n"), "U+000A");
  assert.equal(goCodePoint("😀"), "U+1F600 '😀'");
});

it("numbers are written as Go writes them", () => {
  const plain = {
    "0.1": 0.1,
    "1000000000000000000000": 1e21,
    "0.0000001": 1e-7,
    "-2.5": -2.5,
    "-0": -0,
    "120": 120,
  };
  for (const [text, value] of Object.entries(plain)) assert.equal(goPlain(value), text);
  const short = {
    "1e-07": 1e-7,
    "1e+06": 1e6,
    "123456": 123456,
    "1.5e+300": 1.5e300,
    "0.0001": 1e-4,
    "+Inf": Infinity,
    NaN,
  };
  for (const [text, value] of Object.entries(short)) assert.equal(goShort(value), text);
  assert.equal(goFixed(-1.5, 3), "-1.500");
  assert.equal(goFixed(-0, 3), "-0.000");
  assert.equal(goFixed(1e22, 2), "10000000000000000000000.00");
});

it("durations are read and written as Prometheus does", () => {
  const durations = {
    "1h30m": 5_400_000,
    "90d": 7_776_000_000,
    "1y": 31_536_000_000,
    "2w": 1_209_600_000,
    "1d1ms": 86_400_001,
  };
  for (const [text, ms] of Object.entries(durations)) {
    assert.equal(printDuration(ms), text);
    assert.equal(readDuration(text), ms);
  }
  assert.equal(printDuration(0.9), "0s");
  assert.equal(readDuration("1m1h"), 'not a valid duration string: "1m1h"');
  assert.equal(readDuration("m"), 'not a valid duration string: "m"');
  assert.equal(readDuration("1x"), 'unknown unit "x" in duration "1x"');
  assert.equal(readDuration("293y"), "duration out of range");
});
