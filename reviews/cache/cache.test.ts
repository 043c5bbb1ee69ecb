import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { silentLogger } from "farol";
import { Cache, type Lookup } from "./cache.ts";

const log = { ...silentLogger, debug() {} };
const LOOKUP: Lookup = { key: "a", tags: ["t"], ttlMs: 60_000 };

/** A cache in memory alone, and a source that counts how often it is asked. */
function opened() {
  const cache = new Cache({ log });
  let asked = 0;
  let fault: Error | undefined;
  const load = async () => {
    asked++;
    if (fault !== undefined) throw fault;
    return asked;
  };
  return {
    cache,
    read: (lookup: Partial<Lookup> = {}) => cache.read({ ...LOOKUP, ...lookup }, load),
    fail: (error: Error | undefined) => {
      fault = error;
    },
  };
}

/** bentocache reads the machine's clock. */
function pause(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe("an answer that is kept", () => {
  it("is loaded once, also for many who ask at once, and as the very same value", async () => {
    const cache = new Cache({ log });
    let asked = 0;
    const load = async () => ({ asked: ++asked, at: new Date(0) });
    const answers = await Promise.all(Array.from({ length: 50 }, () => cache.read(LOOKUP, load)));
    answers.push(await cache.read(LOOKUP, load));
    assert.equal(new Set(answers).size, 1);
    assert.deepEqual(answers[0], { asked: 1, at: new Date(0) });
  });

  it("may be undefined", async () => {
    const { cache } = opened();
    let asked = 0;
    const load = async () => void asked++;
    await cache.read(LOOKUP, load);
    assert.equal(await cache.read(LOOKUP, load), undefined);
    assert.equal(asked, 1);
  });

  it("is loaded anew once it is too old", async () => {
    const { read } = opened();
    await read({ ttlMs: 1 });
    pause(3);
    assert.equal(await read({ ttlMs: 1 }), 2);
  });

  for (const [by, what] of Object.entries({
    "its key": { keys: ["a"] },
    "a tag": { tags: ["t"] },
    "a pattern of keys": { patterns: ["?*"] },
  })) {
    it(`is loaded anew after it was invalidated by ${by}`, async () => {
      const { cache, read } = opened();
      await read();
      await cache.invalidate(what);
      assert.equal(await read(), 2);
      assert.equal(await read(), 2);
    });
  }

  it("stays when another's key, tag or pattern is invalidated, though they are spelled alike", async () => {
    const { cache, read } = opened();
    await read();
    await cache.invalidate({ keys: ["t", "aa"], tags: ["a", "*"], patterns: ["b*", "t"] });
    assert.equal(await read(), 1);
    await cache.clear();
    assert.equal(await read(), 2);
  });

  it("is not kept for those who ask later, when it was invalidated while it was loaded", async () => {
    const { cache, read } = opened();
    const old = Promise.withResolvers<string>();
    const early = cache.read(LOOKUP, () => old.promise);
    await cache.invalidate({ tags: ["t"] });
    assert.equal(await read(), 1);
    old.resolve("as it was before");
    assert.equal(await early, "as it was before");
    assert.equal(await read(), 1);
  });
});

describe("a source that is out", () => {
  const out = new Error("out");

  it("fails all who wait with its own error, and is asked again by the next", async () => {
    const { read, fail } = opened();
    fail(out);
    const failures = await Promise.allSettled([read(), read(), read()]);
    assert.ok(failures.every((it) => it.status === "rejected" && it.reason === out));
    fail(undefined);
    assert.equal(await read(), 2);
  });

  it("is stood in for by the last known answer, where that may be: unchanged, or also changed", async () => {
    const { cache, read, fail } = opened();
    const kinds = ["unchanged", "changed", "never"] as const;
    const readAs = (stale: (typeof kinds)[number]) => read({ key: stale, stale, ttlMs: 1 });
    for (const kind of kinds) await readAs(kind);
    pause(3);
    fail(out);
    assert.equal(await readAs("unchanged"), 1);
    await assert.rejects(readAs("never"), out);
    await cache.clear();
    await assert.rejects(readAs("unchanged"), out);
    assert.equal(await readAs("changed"), 2);
  });

  it("is not stood in for to who changed something since, nor when the error is another's", async () => {
    const { cache, read, fail } = opened();
    const stale = "changed";
    await read({ stale });
    await cache.clear();
    fail(out);
    await assert.rejects(read({ stale, notBeforeMs: performance.now() }), out);
    await assert.rejects(read({ stale, isOutage: () => false }), out);
    assert.equal(await read({ stale, isOutage: (error) => error === out }), 1);
  });
});

it("memory is bounded by size, and what does not fit is answered all the same", async () => {
  const cache = new Cache({ log, memoryBytes: 100_000 });
  for (let i = 0; i < 100; i++) await cache.read({ key: `${i}`, ttlMs: 1000 }, async () => "x".repeat(5000));
  assert.ok(cache.memory.calculatedSize <= 100_000);
  assert.ok(cache.memory.size >= 5);
  const huge = "x".repeat(1_000_000);
  assert.equal(await cache.read({ key: "huge", ttlMs: 1000 }, async () => huge), huge);
});
