import assert from "node:assert/strict";
import { test } from "node:test";
import { byteOf, MAX_SLABS, SLAB_BYTES, Slabs } from "./slabs.ts";

const HALF = SLAB_BYTES / 2;

function chunk(first: number, length = HALF): Uint8Array {
  return new Uint8Array(length).fill(first);
}

function firstByte(slabs: Slabs, ref: number): number | undefined {
  return slabs.viewOf(ref)?.getUint8(byteOf(ref));
}

test("a chunk is found by its reference, until its slab holds nothing since a tick", () => {
  const slabs = new Slabs();
  const refs = [10, 20, 30].map((tick) => slabs.put(chunk(tick), 5, tick));
  assert.deepEqual([slabs.bytes, slabs.samples, slabs.oldestTick], [3 * SLAB_BYTES, 15, 10]);
  slabs.forgetBefore(21);
  assert.deepEqual(
    refs.map((ref) => firstByte(slabs, ref)),
    [undefined, undefined, 30],
  );
  assert.deepEqual([slabs.bytes, slabs.samples, slabs.chunkBytes], [SLAB_BYTES, 5, HALF + 1]);
  slabs.forgetBefore(1000);
  assert.equal(firstByte(slabs, refs[2]!), 30, "the slab that is being filled stays");
});

test("what a snapshot reads is not overwritten when its slab is given up", () => {
  const slabs = new Slabs();
  slabs.put(chunk(1), 1, 1);
  const { view } = slabs.all()[0]!;
  for (let tick = 2; tick < 10; tick++) {
    slabs.put(chunk(tick), 1, tick);
    slabs.forgetBefore(tick);
  }
  assert.equal(view.getUint8(1), 1);
});

test("numbers of slabs go on beyond what a reference can tell apart", () => {
  const slabs = new Slabs();
  const view = new DataView(new ArrayBuffer(SLAB_BYTES));
  slabs.adopt({ number: 3 * MAX_SLABS - 2, view, used: SLAB_BYTES, samples: 1, lastTick: 1 });
  const refs = [2, 3, 4].map((tick) => slabs.put(chunk(tick), 1, tick));
  slabs.forgetBefore(3);
  assert.deepEqual(
    refs.map((ref) => firstByte(slabs, ref)),
    [undefined, 3, 4],
  );
  assert.deepEqual(
    slabs.all().map(({ number }) => number),
    [3 * MAX_SLABS, 3 * MAX_SLABS + 1],
  );
});
