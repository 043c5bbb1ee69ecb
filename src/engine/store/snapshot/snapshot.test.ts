import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MemoryStore } from "../memory-store.ts";
import { readSnapshot } from "./read.ts";
import { writeSnapshot } from "./write.ts";

const EVER = { startMs: -Infinity, endMs: Infinity };

/** Everything that can be read of a store. */
function contentOf(store: MemoryStore) {
  const series = Array.from(store.select(undefined, []), ({ id, name, labels }) => [id, name, labels]);
  const samples = Array.from(store.select(undefined, []), (one) => one.samples(EVER));
  const { samples: count, series: known, compressed } = store.size();
  return { series, samples, names: store.names(), extent: store.extent(), count, known, compressed };
}

/** Series that come, go and end, some of whose values do not pack well. */
function fill(store: MemoryStore, from: number, to: number): void {
  for (let tick = from; tick < to; tick++) {
    const series = [0, 1, 2, 3, 4].filter((i) => i === 0 || (tick >> i) % 5 !== 0);
    const ids = Uint32Array.from(series, (i) =>
      store.series("up", { i: String(i), era: String((i * tick) >> 11) }),
    );
    const values = Float64Array.from(series, (i) => (i < 3 ? i * tick : Math.sin(i * tick)));
    store.append(tick * 10, ids, values, ids.length);
    if (tick % 97 === 0) store.end(ids.at(-1)!, tick * 10 + 1);
  }
}

const latency = { name: "latency_seconds", type: "histogram", help: "How long.", unit: "seconds" } as const;

test("a store comes back from its snapshot, and goes on as if nothing had happened", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1500 }), (ticks) => {
      const store = new MemoryStore({ retentionMs: 8000 });
      store.declare(latency);
      fill(store, 0, ticks);
      const { store: again, damages } = readSnapshot(writeSnapshot(store), { retentionMs: 8000 });
      assert.deepEqual(damages, []);
      assert.deepEqual(contentOf(again), contentOf(store));
      assert.deepEqual(again.family("latency_seconds_bucket"), latency);
      for (const one of [store, again]) fill(one, ticks, ticks + 300);
      assert.deepEqual(contentOf(again), contentOf(store));
    }),
    { numRuns: 25 },
  );
});

test("a snapshot is of the moment at which it was asked for, however the store is written on meanwhile", () => {
  const store = new MemoryStore({ retentionMs: 1e9 });
  fill(store, 0, 1000);
  const before = contentOf(store);
  const sections: Uint8Array[] = [];
  let tick = 1000;
  for (const section of writeSnapshot(store)) {
    sections.push(section);
    fill(store, tick, tick + 100);
    tick += 100;
  }
  assert.deepEqual(contentOf(readSnapshot(sections, { retentionMs: 1e9 }).store), before);
});

test("series that are forgotten while a snapshot is written are not in it, and what replaced them neither", () => {
  const store = new MemoryStore({ retentionMs: 3000 });
  fill(store, 0, 1000);
  const sections: Uint8Array[] = [];
  let tick = 1000;
  for (const section of writeSnapshot(store)) {
    sections.push(section);
    fill(store, tick, tick + 1000);
    tick += 1000;
  }
  const { store: again, damages } = readSnapshot(sections, { retentionMs: 3000 });
  assert.deepEqual(damages, []);
  for (const { id, labels } of again.select(undefined, []))
    assert.deepEqual([...store.select(undefined, [])].find((one) => one.id === id)?.labels ?? labels, labels);
  assert.equal(again.extent()!.endMs, 9990);
});

test("a damaged section loses only itself, and is told", () => {
  const store = new MemoryStore({ retentionMs: 1e9 });
  store.declare(latency);
  fill(store, 0, 1000);
  const whole = contentOf(store);
  const sections = [...writeSnapshot(store)];
  sections.forEach((section, i) => {
    for (const at of [0, 4, 8, section.length >> 1, section.length - 1]) {
      const damaged = sections.map((one, j) => (i === j ? flipped(one, at) : one));
      const { store: again, damages } = readSnapshot(damaged, { retentionMs: 1e9 });
      assert.equal(damages.length, 1);
      assert.deepEqual(again.extent(), whole.extent);
      for (const series of again.select(undefined, [])) assert.ok(series.samples(EVER).values.length >= 0);
      fill(again, 1000, 1300);
    }
  });
  assert.equal(readSnapshot(sections.map((one) => one.subarray(0, 5))).damages.length, sections.length + 1);
});

test("without a directory of chunks or the chunks, what was not sealed yet is still there", () => {
  const store = new MemoryStore({ retentionMs: 1e9 });
  fill(store, 0, 200);
  const sections = [...writeSnapshot(store)].map((one) =>
    one[4] === 0 || one[4] === 4 ? flipped(one, 20) : one,
  );
  const { store: again, damages } = readSnapshot(sections, { retentionMs: 1e9 });
  assert.ok(damages.length > 1);
  const newest = { startMs: 1900, endMs: 1990 };
  const samplesOf = (one: MemoryStore) =>
    Array.from(one.select("up", []), (series) => series.samples(newest));
  assert.deepEqual(samplesOf(again)[0], samplesOf(store)[0]);
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at]! ^= 0x10;
  return copy;
}
