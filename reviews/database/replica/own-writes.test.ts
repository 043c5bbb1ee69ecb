import assert from "node:assert/strict";
import { test } from "node:test";
import { OwnWrites } from "./own-writes.ts";

test("a caller needs their last write, for as long as it is remembered", () => {
  const own = new OwnWrites(1000);
  own.wrote("ada", 10, 0);
  own.wrote("ada", 20, 500);
  assert.equal(own.needs("ada", 1499), 20);
  assert.equal(own.needs("ada", 1500), 0);
  assert.equal(own.needs("grace", 600), 0);
});

test("of too many callers the first are forgotten, and everybody needs what those wrote", () => {
  const own = new OwnWrites(1000);
  own.wrote("first", 7, 0);
  for (let i = 0; i < 10_000; i++) own.wrote(`caller ${i}`, 100 + i, 1);
  assert.equal(own.needs("first", 2), 7);
  assert.equal(own.needs("somebody", 2), 7);
  assert.equal(own.needs("caller 9999", 2), 10_099);
  assert.equal(own.needs("somebody", 1001), 0);
});
