import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { endingsContract } from "./endings.contract.ts";
import { gapsContract } from "./gaps.contract.ts";
import { MemoryStore } from "./memory-store.ts";
import { SLAB_BYTES } from "./slabs.ts";
import { readSnapshot } from "./snapshot/read.ts";
import { writeSnapshot } from "./snapshot/write.ts";
import { storeContract } from "./store.contract.ts";

const DAY_TICKS = 5760;

describe("a store in memory is a store", () => {
  const make = (retentionMs: number) => new MemoryStore({ retentionMs });
  storeContract(make);
  endingsContract(make);
});

describe("a store in memory to which absence says nothing is a store", () => {
  const optionsOf = (retentionMs: number) => ({ retentionMs, absence: "gap", firstId: 1000 }) as const;
  const make = (retentionMs: number) => new MemoryStore(optionsOf(retentionMs));
  storeContract(make);
  gapsContract(make, async (store, retentionMs) => {
    const { store: again, damages } = readSnapshot(
      writeSnapshot(store as MemoryStore),
      optionsOf(retentionMs),
    );
    assert.deepEqual(damages, []);
    return again;
  });
});

/** Bytes that a sample takes once it is compressed. */
function bytesEach(valueAt: (tick: number) => number): number {
  const store = new MemoryStore();
  const ids = Uint32Array.of(store.series("up", {}));
  for (let tick = 0; tick < DAY_TICKS; tick++) store.append(tick, ids, Float64Array.of(valueAt(tick)), 1);
  const { samples, bytes } = store.size().compressed;
  assert.equal(store.size().chunks, DAY_TICKS / 128);
  assert.ok(samples > DAY_TICKS - 256);
  return bytes / samples;
}

test("constants take next to nothing, counters a byte, with decimals as well, and anything else at most eight and a half", () => {
  const noise = (tick: number) => (Math.imul(tick, 0x9e37_79b1) >>> 0) / 2 ** 32;
  const upTo = (most: number, valueAt: (tick: number) => number) => {
    const bytes = bytesEach(valueAt);
    assert.ok(bytes <= most, `${bytes} bytes`);
  };
  upTo(0.08, () => 3.25);
  upTo(0.08, (tick) => tick);
  upTo(1, (tick) => tick * 200 + Math.floor(noise(tick) * 64));
  upTo(1, (tick) => (tick * 200 + Math.floor(noise(tick) * 64)) / 100);
  upTo(1.4, (tick) => 4096 * (30_000 + Math.floor(noise(tick) * 512)));
  upTo(8.5, noise);
});

test("its size counts series, samples and memory", () => {
  const store = new MemoryStore();
  const ids = Uint32Array.of(store.series("a", {}), store.series("b", {}));
  store.append(1, ids, Float64Array.of(1, 2), 2);
  store.append(2, ids, Float64Array.of(1, 2), 1);
  const { series, samples, bytes, chunks, compressed } = store.size();
  assert.deepEqual(
    { series, samples, chunks, compressed },
    { series: 2, samples: 3, chunks: 0, compressed: { samples: 0, bytes: 0 } },
  );
  assert.ok(bytes > SLAB_BYTES && bytes < 2 * SLAB_BYTES, `${bytes} bytes`);
});

test("what is forgotten is not counted any more", () => {
  const store = new MemoryStore({ retentionMs: 99 });
  const ids = Uint32Array.of(store.series("up", {}));
  for (let tick = 0; tick < 1000; tick++) store.append(tick, ids, Float64Array.of(tick), 1);
  assert.equal(store.size().samples, 100);
  assert.ok(store.size().chunks <= 2);
  assert.deepEqual(store.extent(), { startMs: 900, endMs: 999 });
});

test("beyond its bytes, the oldest are forgotten, however long they were to be kept", () => {
  const maxBytes = 4 * SLAB_BYTES;
  const store = new MemoryStore({ maxBytes });
  const ids = Uint32Array.from({ length: 64 }, (_, i) => store.series("up", { i: String(i) }));
  const valueAt = (id: number, tick: number) => Math.sin(id * 7 + tick);
  for (let tick = 0; tick < 10_000; tick++) {
    store.append(
      tick,
      ids,
      Float64Array.from(ids, (id) => valueAt(id, tick)),
      ids.length,
    );
    assert.ok(store.size().bytes <= maxBytes + SLAB_BYTES);
  }
  const { startMs, endMs } = store.extent()!;
  assert.ok(startMs > 1000 && startMs < 9000, `${startMs}`);
  assert.equal(store.size().samples, 64 * (endMs - startMs + 1));
  for (const series of store.select("up", [])) {
    const { values, stale } = series.samples({ startMs: 0, endMs });
    assert.deepEqual([values.length, stale], [endMs - startMs + 1, undefined]);
    assert.equal(values[0], valueAt(series.id, startMs));
  }
});

test("many series that ended at once are forgotten bit by bit, and all in the end", () => {
  const store = new MemoryStore({ retentionMs: 10 });
  const ids = Uint32Array.from({ length: 5000 }, (_, i) => store.series("up", { i: String(i) }));
  store.append(0, ids, new Float64Array(ids.length), ids.length);
  for (const id of ids) store.end(id, 1);
  const left = new Set<number>();
  for (let tick = 1; tick < 300; tick++) {
    store.append(tick, ids, new Float64Array(0), 0);
    left.add(store.size().series);
  }
  assert.ok(left.size > 3, `${[...left]}`);
  assert.equal(store.size().series, 0);
  assert.deepEqual(store.names(), []);
});
