import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { MemoryStore } from "./memory-store.ts";
import { storeContract } from "./store.contract.ts";

describe("a store in memory is a store", () => storeContract((keptSamples) => new MemoryStore(keptSamples)));

function bytesAfter(valueAt: (tick: number) => number): number {
  const store = new MemoryStore();
  const ids = Uint32Array.of(store.series("up", {}));
  for (let tick = 0; tick < 2400; tick++) store.append(tick, ids, Float64Array.of(valueAt(tick)), 1);
  return store.size().bytes;
}

test("equal values take a number a chunk, counters a byte or two a sample, and anything else eight", () => {
  assert.equal(
    bytesAfter(() => 3.25),
    10 * 8,
  );
  assert.equal(
    bytesAfter((tick) => tick),
    2400,
  );
  assert.equal(
    bytesAfter((tick) => tick * 200),
    2 * 2400,
  );
  assert.equal(
    bytesAfter((tick) => tick / 3),
    8 * 2400,
  );
});

test("its size counts series and samples", () => {
  const store = new MemoryStore();
  const ids = Uint32Array.of(store.series("a", {}), store.series("b", {}));
  store.append(1, ids, Float64Array.of(1, 2), 2);
  store.append(2, ids, Float64Array.of(1, 2), 1);
  assert.deepEqual(store.size(), { series: 2, samples: 3, bytes: 16 });
});
