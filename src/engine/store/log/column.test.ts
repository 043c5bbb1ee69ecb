import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ColumnScratch, columnCapacity, readColumn, writeColumn } from "./column.ts";

/** Any number there is, each NaN among them, and those that ticks bring: whole, near the one before, the same. */
const bits = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.double().map(bitsOf),
  fc.integer().map(bitsOf),
);
const values = fc.array(bits, { maxLength: 40 });

function bitsOf(value: number): bigint {
  return new BigUint64Array(Float64Array.of(value).buffer)[0]!;
}

function column(numbers: readonly bigint[]): Float64Array {
  return new Float64Array(BigUint64Array.from(numbers).buffer);
}

function hex(numbers: Float64Array): string {
  return Buffer.from(numbers.buffer).toString("hex");
}

function written(before: Float64Array, now: Float64Array): Uint8Array {
  const out = new Uint8Array(columnCapacity(now.length));
  const end = writeColumn(now, before.slice(), new ColumnScratch(now.length), out, 0);
  return out.subarray(0, end);
}

test("values come back bit for bit, whatever those before them were", () => {
  const pairs = fc.array(fc.tuple(bits, bits), { maxLength: 40 });
  fc.assert(
    fc.property(pairs, (drawn) => {
      const [before, now] = [column(drawn.map(([one]) => one)), column(drawn.map(([, other]) => other))];
      const read = before.slice();
      readColumn(written(before, now), 0, read);
      assert.equal(hex(read), hex(now));
    }),
    { numRuns: 500 },
  );
});

test("0 and -0 are told apart, and so is what only looks like a sum", () => {
  const before = Float64Array.of(0, -0, 5, -5, 1e300, 0.1, 2 ** 53);
  const now = Float64Array.of(-0, 0, -0, 0, 1e300, 1.1, 2 ** 53 + 2);
  const read = before.slice();
  readColumn(written(before, now), 0, read);
  assert.equal(hex(read), hex(now));
});

test("a small step takes one byte, larger ones three and five, and other bits nine", () => {
  const size = (before: number, now: number) => written(Float64Array.of(before), Float64Array.of(now)).length;
  assert.deepEqual(
    [
      size(7, 7),
      size(1000, 1125),
      size(1000, 875),
      size(0, 126),
      size(0, 32_767),
      size(0, -32_769),
      size(0, 0.5),
    ],
    [1, 1, 1, 3, 3, 5, 9],
  );
});

test("a column that is cut short is refused", () => {
  fc.assert(
    fc.property(values, fc.nat(), (drawn, cut) => {
      const bytes = written(new Float64Array(drawn.length), column(drawn));
      const kept = bytes.subarray(0, bytes.length === 0 ? 0 : cut % bytes.length);
      if (drawn.length === 0) return;
      assert.throws(() => readColumn(kept, 0, new Float64Array(drawn.length)), RangeError);
    }),
  );
});
