import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LRUCache } from "lru-cache";
import { memoryStatus, watchEvictions } from "./memory.ts";

test("evictions are those that lru-cache itself disposes of as such, whatever is done with it", () => {
  const step = fc.record({
    key: fc.integer({ min: 0, max: 12 }),
    size: fc.integer({ min: 1, max: 7 }),
    set: fc.boolean(),
  });
  const property = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    let [expected, counted] = [0, 0];
    const store = new LRUCache<number, number>({
      max: 5,
      maxSize: 6,
      sizeCalculation: (size) => size,
      dispose: (_value, _key, reason) => {
        if (reason === "evict") expected++;
      },
    });
    const leave = watchEvictions(store, (count) => {
      counted += count;
    });
    for (const { key, size, set } of steps) {
      if (set) assert.equal(store.set(key, size), store);
      else store.delete(key);
    }
    leave();
    assert.equal(counted, expected);
  });
  fc.assert(property);
});

test("a caller's own status and options are heeded", () => {
  const store = new LRUCache<string, number>({ max: 2 });
  watchEvictions(store, () => {});
  const status: LRUCache.Status<string, number, unknown> = {};
  store.set("a", 1, { ttl: 1000, status });
  assert.equal(status.set, "add");
  assert.ok(store.getRemainingTTL("a") > 900);
});

test("a store that somebody else has wrapped meanwhile stays wrapped, and is not counted any more", () => {
  const store = new LRUCache<string, number>({ max: 1 });
  const leave = watchEvictions(store, () => assert.fail("counted"));
  const wrapped = store.set;
  const theirs = (...args: Parameters<typeof wrapped>) => wrapped.apply(store, args);
  store.set = theirs;
  leave();
  store.set("a", 1);
  store.set("b", 1);
  assert.equal(store.set, theirs);
  assert.equal(store.size, 1);
});

test("how full it is, is told by entries and by size", () => {
  const store = new LRUCache<string, number>({ maxSize: 200, sizeCalculation: () => 50 });
  store.set("a", 1);
  assert.deepEqual(memoryStatus(store), {
    ...{ name: "memory", status: "ok", entries: 1 },
    detail: "1 entries, 25 % of its size",
  });
});
