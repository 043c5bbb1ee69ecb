import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Ended, GradientLimit } from "./gradient-limit.ts";
import { overload } from "./overload.fixture.ts";
import { UsualDuration } from "./usual-duration.ts";

const MIN = 10;
const INITIAL = 100;
const MAX = 400;

/** A limit that knows how long its requests take, and what it is told from then on, 10 ms apart. */
function knowing(usualMs: number) {
  const limit = new GradientLimit({ min: MIN, initial: INITIAL, max: MAX });
  const usual = new UsualDuration();
  let nowMs = 0;
  const tell = (times: number, durationMs: number, change: Partial<Ended> = {}) => {
    for (let i = 0; i < times; i++) {
      nowMs += 10;
      limit.ended({ usual, durationMs, inFlight: limit.current, isGood: true, nowMs, ...change });
    }
  };
  tell(50, usualMs, { inFlight: 1 });
  return { limit, usual, tell };
}

const durationMs = fc.double({ min: 0.01, max: 10_000, noNaN: true });

test("the limit is a whole number between its bounds, whatever happens", () => {
  const request = fc.record({
    durationMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
    inFlight: fc.integer({ min: 1, max: 2 * MAX }),
    isGood: fc.boolean(),
    pauseMs: fc.double({ min: 0, max: 20_000, noNaN: true }),
    kind: fc.nat(2),
  });
  fc.assert(
    fc.property(fc.array(request, { maxLength: 300 }), (requests) => {
      const limit = new GradientLimit({ min: MIN, initial: INITIAL, max: MAX });
      const kinds = [new UsualDuration(), new UsualDuration(), new UsualDuration()];
      let nowMs = 0;
      for (const { kind, pauseMs, ...told } of requests) {
        nowMs += pauseMs;
        limit.ended({ ...told, usual: kinds[kind]!, nowMs });
        assert.ok(Number.isInteger(limit.current) && MIN <= limit.current && limit.current <= MAX);
      }
    }),
  );
});

test("bounds that are not ascending are refused", () => {
  assert.throws(() => new GradientLimit({ min: 0 }), RangeError);
  assert.throws(() => new GradientLimit({ min: 20, initial: 10 }), RangeError);
  assert.throws(() => new GradientLimit({ initial: 20, max: 10 }), RangeError);
});

test("it falls to its minimum when requests take longer under load, and recovers when they no longer do", () => {
  const slowdown = fc.double({ min: 4, max: 100, noNaN: true });
  fc.assert(
    fc.property(durationMs, slowdown, (usualMs, times) => {
      const { limit, tell } = knowing(usualMs);
      tell(20, usualMs * times);
      assert.ok(limit.current < INITIAL);
      tell(500, usualMs * times);
      assert.equal(limit.current, MIN);
      tell(900, usualMs);
      assert.ok(limit.current > INITIAL, `recovered to ${limit.current}`);
    }),
  );
});

test("a single slow request in a window does not lower it", () => {
  fc.assert(
    fc.property(durationMs, fc.nat(8), (usualMs, before) => {
      const { limit, tell } = knowing(usualMs);
      tell(before, usualMs);
      tell(1, usualMs * 1000);
      tell(20, usualMs);
      assert.ok(limit.current >= INITIAL);
    }),
  );
});

test("it stays as it is while less than half of it is used, however long requests take", () => {
  fc.assert(
    fc.property(fc.array(durationMs, { minLength: 100, maxLength: 300 }), (durations) => {
      const { limit, tell } = knowing(5);
      for (const each of durations) tell(1, each, { inFlight: INITIAL / 2 });
      assert.equal(limit.current, INITIAL);
    }),
  );
});

test("more of a slow kind in the mix is no overload", () => {
  const { limit, usual, tell } = knowing(2);
  const signIn = new UsualDuration();
  tell(50, 60, { usual: signIn, inFlight: 1 });
  tell(500, 60, { usual: signIn });
  assert.ok(limit.current > INITIAL);
  assert.equal(usual.ms, 2);
});

test("failures that are quick do not make the usual answers look slow", () => {
  const { limit, usual, tell } = knowing(20);
  tell(500, 1, { isGood: false, inFlight: 1 });
  tell(500, 1, { isGood: false });
  assert.equal(usual.ms, 20);
  assert.equal(limit.current, INITIAL);
});

test("failures that take long lower it", () => {
  const { limit, tell } = knowing(20);
  tell(500, 30_000, { isGood: false });
  assert.equal(limit.current, MIN);
});

test("an overload that lasts is kept to about what the server can do at a time", () => {
  const limit = new GradientLimit({ min: MIN, initial: INITIAL, max: 1000 });
  const { after } = overload(limit, { workers: 20 });
  after(30_000, 10);
  const soon = limit.current;
  after(600_000, 10);
  assert.ok(20 <= soon && soon <= 60, `${soon} soon`);
  assert.ok(20 <= limit.current && limit.current <= 60, `${limit.current} after ten minutes`);
});

test("a server that becomes slower for good keeps a limit that uses it, also while the overload lasts", () => {
  const limit = new GradientLimit({ min: MIN, initial: INITIAL, max: 1000 });
  const { after } = overload(limit, { workers: 50 });
  after(60_000, 2);
  after(60_000, 200);
  assert.ok(50 <= limit.current && limit.current <= 150, `${limit.current} afterwards`);
});
