import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { describe, it } from "node:test";
import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { LRUCache } from "lru-cache";
import { type RecordedHost, recordedHost } from "../../../test/recorded-host.ts";
import { ManualClock } from "../../model/index.ts";
import { type CacheLayer, watchBentocache } from "./index.ts";
import { CACHE_OPERATIONS } from "./metrics.ts";

const COUNTERS = ["hits", "misses", "sets", "evictions", "errors"] as const;

function opened(maxItems = 100) {
  const memory = new LRUCache<string, string>({ max: maxItems });
  const driver = memoryDriver({ cacheInstance: memory } as object);
  const emitter = new EventEmitter();
  const cache = new BentoCache({
    emitter,
    default: "reads",
    stores: { reads: bentostore().useL1Layer(driver), other: bentostore().useL1Layer(memoryDriver()) },
  });
  return { memory, cache, emitter };
}

function watched(options: { maxItems?: number; layers?: readonly CacheLayer[]; clock?: ManualClock } = {}) {
  const host = recordedHost(options.clock);
  const { memory, cache, emitter } = opened(options.maxItems);
  const watch = watchBentocache(host, cache, { memory, layers: options.layers ?? [] });
  return { host, memory, cache, emitter, watch };
}

const counts = (host: RecordedHost, cache = "reads") =>
  Object.fromEntries(COUNTERS.map((name) => [name, host.value(`cache_${name}_total`, { cache })]));

const timed = (host: RecordedHost, operation: string) =>
  host.value("cache_operation_duration_seconds", { cache: "reads", operation });

describe("a cache that is watched", () => {
  it("has every series at 0 from the start", () => {
    const { host } = watched();
    assert.deepEqual(counts(host), { hits: 0, misses: 0, sets: 0, evictions: 0, errors: 0 });
    for (const operation of CACHE_OPERATIONS) assert.equal(timed(host, operation), 0);
  });

  it("counts hits, misses and writes, each read once though it has tags", async () => {
    const { host, cache } = watched();
    const read = () => cache.getOrSet({ key: "a", tags: ["t", "u"], factory: () => 1 });
    await read();
    await read();
    await read();
    assert.deepEqual(counts(host), { hits: 2, misses: 1, sets: 1, evictions: 0, errors: 0 });
    await cache.deleteByTag({ tags: ["t"] });
    await read();
    assert.deepEqual(counts(host), { hits: 2, misses: 2, sets: 2, evictions: 0, errors: 0 });
  });

  it("times each operation, and a factory by itself too", async () => {
    const clock = new ManualClock();
    const { host, cache } = watched({ clock });
    await cache.getOrSet({ key: "a", factory: () => clock.advance(30) ?? 1 });
    await cache.get({ key: "a" });
    await cache.delete({ key: "a" });
    assert.deepEqual(
      ["get", "get_or_set", "set", "delete", "factory", "clear"].map((it) => timed(host, it)),
      [...[1, 1, 1, 1, 1, 0]],
    );
    for (const operation of ["factory", "get_or_set"]) {
      const labels = { cache: "reads", operation };
      assert.equal(host.sum("cache_operation_duration_seconds", labels), 0.03);
    }
  });

  it("counts what its memory drops for want of room, and not what is replaced or deleted", async () => {
    const { host, cache, memory } = watched({ maxItems: 2 });
    for (const key of ["a", "a", "b"]) await cache.set({ key, value: key });
    await cache.delete({ key: "a" });
    await cache.set({ key: "a", value: 1 });
    assert.equal(counts(host).evictions, 0);
    for (const key of ["c", "d"]) await cache.set({ key, value: key });
    assert.equal(counts(host).evictions, 2);
    assert.equal(memory.size, 2);
  });

  it("counts errors of its own, none of a factory, and those that a layer tells", async () => {
    let tell = () => {};
    const layer: CacheLayer = {
      status: () => ({ name: "redis", status: "failed", detail: "refused" }),
      onError(listener) {
        tell = listener;
        return () => {
          tell = () => {};
        };
      },
    };
    const { host, cache, watch } = watched({ layers: [layer] });
    await assert.rejects(cache.getOrSet({ key: "a", factory: () => Promise.reject(new Error("no")) }));
    assert.equal(counts(host).errors, 0);
    await assert.rejects(cache.getOrSet({ key: "a", factory: () => undefined }), /undefined/);
    assert.equal(counts(host).errors, 1);
    tell();
    assert.equal(counts(host).errors, 2);
    watch.uninstall();
    tell();
    assert.equal(counts(host).errors, 2);
  });

  it("does not count another store's doings", async () => {
    const { host, cache } = watched();
    await cache.use("other").getOrSet({ key: "a", factory: () => 1 });
    assert.deepEqual(counts(host), { hits: 0, misses: 0, sets: 0, evictions: 0, errors: 0 });
    assert.equal(timed(host, "get_or_set"), 0);
  });

  it("answers how it stands, layer by layer", async () => {
    const redis: CacheLayer = { status: () => ({ name: "redis", status: "failed", detail: "ECONNREFUSED" }) };
    const { host, cache } = watched({ maxItems: 4, layers: [redis] });
    await cache.set({ key: "a", value: 1 });
    const [answer] = await host.engine.ask("cacheStatus", null);
    assert.deepEqual(answer, [
      {
        name: "reads",
        layers: [
          { name: "memory", status: "ok", detail: "1 of 4 entries", entries: 1 },
          { name: "redis", status: "failed", detail: "ECONNREFUSED" },
        ],
      },
    ]);
    assert.deepEqual(structuredClone(answer), answer);
  });

  it("is cleared on demand: whole, by key, by tag", async () => {
    const { host, cache } = watched();
    const there = async () => {
      const keys = ["a", "b", "c"];
      const found = await Promise.all(keys.map((key) => cache.has({ key })));
      return keys.filter((_, i) => found[i]).join("");
    };
    for (const key of ["a", "b", "c"]) await cache.set({ key, value: 1, tags: [`tag-${key}`] });
    assert.deepEqual(await host.engine.ask("cacheClear", { cache: "another", keys: ["a"] }), [
      { caches: [] },
    ]);
    assert.equal(await there(), "abc");
    assert.deepEqual(await host.engine.ask("cacheClear", { keys: ["a"] }), [{ caches: ["reads"] }]);
    assert.equal(await there(), "bc");
    await host.engine.ask("cacheClear", { cache: "reads", tags: ["tag-b"] });
    assert.equal(await there(), "c");
    await host.engine.ask("cacheClear", {});
    assert.equal(await there(), "");
  });

  it("says that bentocache knows no patterns", async () => {
    const { host } = watched();
    await assert.rejects(host.engine.ask("cacheClear", { patterns: ["a*"] }), /pattern/);
  });

  it("is left as it was, and records nothing more, once it is uninstalled", async () => {
    const { host, cache, memory, emitter, watch } = watched({ maxItems: 1 });
    watch.uninstall();
    watch.uninstall();
    assert.deepEqual(emitter.eventNames(), []);
    assert.equal(Object.hasOwn(memory, "set"), false);
    for (const key of ["a", "b"]) await cache.getOrSet({ key, factory: () => 1 });
    assert.deepEqual(counts(host), { hits: 0, misses: 0, sets: 0, evictions: 0, errors: 0 });
    assert.equal(timed(host, "get_or_set"), 0);
    assert.deepEqual(await host.engine.ask("cacheStatus", null), []);
  });

  it("is watched once, however often it is asked for, and again after its end", async () => {
    const { host, cache, memory, watch } = watched();
    assert.equal(watchBentocache(host, cache), watch);
    watch.uninstall();
    const again = watchBentocache(host, cache, { name: "again", memory });
    await cache.getOrSet({ key: "a", factory: () => 1 });
    assert.equal(counts(host, "again").misses, 1);
    assert.equal(counts(host).misses, 0);
    again.uninstall();
  });
});
