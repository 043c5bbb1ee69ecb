import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeChunk, encodeChunk, isInChunk } from "./chunk.ts";
import { PADDING } from "./chunk-reader.ts";
import { WINDOW_TICKS, Window } from "./window.ts";

type Column = readonly (number | undefined)[];

function windowOf(column: Column): Window {
  const window = new Window();
  column.forEach((value, position) => {
    if (value !== undefined) window.push(position, value);
  });
  return window;
}

/** A chunk in memory that is full of something else. */
function stored(window: Window) {
  const chunk = encodeChunk(window);
  const bytes = new Uint8Array(5 + chunk.length + PADDING).fill(0xa5);
  bytes.set(chunk, 5);
  return { view: new DataView(bytes.buffer), at: 5, length: chunk.length };
}

function returned(column: Column): Column {
  const { view, at } = stored(windowOf(column));
  const window = new Window();
  window.present.fill(0x1234_5678);
  decodeChunk(view, at, window);
  let index = 0;
  return column.map((_, position) => {
    assert.equal(isInChunk(view, at, position), window.has(position));
    return window.has(position) ? window.values[index++] : undefined;
  });
}

const awkward = fc.constantFrom(
  0,
  -0,
  NaN,
  Infinity,
  -Infinity,
  Number.MIN_VALUE,
  2 ** 50,
  -(2 ** 50),
  2 ** 53,
);
const columns: Readonly<Record<string, fc.Arbitrary<number>>> = {
  "whole numbers": fc.integer({ min: -50, max: 1000 }),
  "great whole numbers": fc.maxSafeInteger(),
  "whole numbers of 51 bits": fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  "multiples of a page": fc.integer({ max: 2 ** 30 }).map((pages) => pages * 4096),
  "few decimals": fc.integer().map((cents) => cents / 100),
  "many decimals": fc.integer({ min: 0, max: 9 }).map((digit) => digit / 1e12),
  "any doubles": fc.double(),
  "doubles near each other": fc.integer({ min: 0, max: 7 }).map((last) => 1 + last * Number.EPSILON),
  "whole numbers and what is none": fc.oneof(fc.integer(), awkward),
  "one number, and seldom another": fc.oneof({ weight: 30, arbitrary: fc.constant(3) }, fc.double()),
};

for (const [what, value] of Object.entries(columns)) {
  test(`${what} come back bit for bit, with gaps and without`, () => {
    const gaps = fc.oneof({ weight: 9, arbitrary: value }, fc.constant(undefined));
    const column = fc.oneof(
      ...[value, gaps].map((one) => fc.array(one, { minLength: 1, maxLength: WINDOW_TICKS })),
    );
    const full = fc.array(value, { minLength: WINDOW_TICKS, maxLength: WINDOW_TICKS });
    fc.assert(
      fc.property(fc.oneof(column, full), (one) => {
        fc.pre(one.some((it) => it !== undefined));
        assert.deepEqual(returned(one), one);
      }),
      { numRuns: 150 },
    );
  });

  test(`a counter that goes up by ${what} comes back, its resets as well`, () => {
    const steps = fc.array(value, { minLength: 2, maxLength: WINDOW_TICKS });
    fc.assert(
      fc.property(steps, fc.nat(WINDOW_TICKS), (increases, reset) => {
        let sum = 1000;
        const column = increases.map((step, i) => (sum = i === reset ? 0 : sum + step));
        assert.deepEqual(returned(column), column);
      }),
      { numRuns: 50 },
    );
  });
}

test("a chunk is as short as the shortest of its forms", () => {
  const length = (valueAt: (position: number) => number) =>
    stored(windowOf(Array.from({ length: WINDOW_TICKS }, (_, i) => valueAt(i)))).length;
  assert.equal(
    length(() => 0.1),
    9,
  );
  assert.ok(length((i) => 5 * i) < 9);
  assert.ok(
    length((i) => (i === 70 ? 0 : 5 * i)) < 20,
    "an exception takes what it takes, not all the others",
  );
  assert.ok(length((i) => (i % 64 === 0 ? 1 / 3 : 2 / 3)) < 60, "XOR takes a bit for what stays");
  assert.ok(length((i) => Math.sin(i)) <= 8.5 * WINDOW_TICKS);
});
