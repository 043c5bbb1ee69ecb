import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ManualClock } from "../../model/index.ts";
import { RateLimit } from "./rate-limit.ts";

const LIMITS = { client: { atOnce: 3, perSecond: 1 }, all: { atOnce: 5, perSecond: 2 } };

test("a client has so many at once, and is told how long to wait for the next", () => {
  const clock = new ManualClock();
  const limit = new RateLimit(clock, LIMITS);
  assert.deepEqual(
    [1, 2, 3, 4].map(() => limit.take("a")),
    [0, 0, 0, 1000],
  );
  clock.advance(400);
  assert.equal(Math.round(limit.take("a")), 600);
  clock.advance(600);
  assert.deepEqual([limit.take("a"), limit.take("a")], [0, 1000]);
});

test("clients do not use up one another's, but what there is for all", () => {
  const limit = new RateLimit(new ManualClock(), LIMITS);
  const taken = ["a", "a", "a", "b", "b", "b", "c"].map((client) => limit.take(client));
  assert.deepEqual(taken, [0, 0, 0, 0, 0, 500, 500]);
});

test("whoever asks however often, in no time more is taken than was said", () => {
  const asks = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(700)), { maxLength: 80 });
  const property = fc.property(asks, (all) => {
    const clock = new ManualClock();
    const limit = new RateLimit(clock, LIMITS);
    const taken = new Map([
      ["a", 0],
      ["b", 0],
      ["c", 0],
    ]);
    for (const [client, pauseMs] of all) {
      clock.advance(pauseMs);
      if (limit.take(client) === 0) taken.set(client, taken.get(client)! + 1);
    }
    const seconds = clock.monotonic() / 1000 + 1e-6;
    const total = [...taken.values()].reduce((sum, one) => sum + one);
    return [...taken.values()].every((one) => one <= 3 + seconds) && total <= 5 + 2 * seconds;
  });
  fc.assert(property, { numRuns: 200 });
});

test("an address that asked long before a thousand others is forgotten", () => {
  const limit = new RateLimit(new ManualClock(), {
    ...{ client: { atOnce: 1, perSecond: 1 }, all: { atOnce: 5000, perSecond: 1 } },
  });
  assert.deepEqual([limit.take("first"), limit.take("first")], [0, 1000]);
  for (let i = 0; i < 1000; i++) limit.take(String(i));
  assert.equal(limit.take("first"), 0);
  assert.equal(limit.take("999"), 1000);
});
