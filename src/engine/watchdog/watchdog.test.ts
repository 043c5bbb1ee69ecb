import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../../model/index.ts";
import type { StackTaken } from "./stack-source.ts";
import { Watchdog } from "./watchdog.ts";

const taken: StackTaken = { kind: "taken", frames: ["spin (file:///app.js:3:1)"] };

/** A watchdog that looks every 250 ms at a thread that turns only when told. */
function watch(stack: StackTaken = taken) {
  const clock = new ManualClock(100_000);
  let pulseMs = clock.now();
  let taking = 0;
  const stacks = {
    take: async () => {
      taking += 1;
      return stack;
    },
  };
  const watchdog = new Watchdog({ clock, pulseMs: () => pulseMs, stacks });
  const pass = (ms: number, turns: boolean) => {
    for (let passed = 0; passed < ms; passed += 250) {
      clock.advance(250);
      if (turns) pulseMs = clock.now();
      watchdog.look();
    }
  };
  return { clock, watchdog, pass, timesTaken: () => taking };
}

test("a thread whose pulse is fresh is running", () => {
  const { watchdog, pass } = watch();
  pass(5000, true);
  pass(1000, false);
  assert.deepEqual(watchdog.look(), { kind: "running", last: undefined });
});

test("a thread whose pulse is older than a second is blocked since then, and its stack is told", async () => {
  const { watchdog, pass } = watch();
  pass(1250, false);
  const now = { sinceMs: 100_000, durationMs: 1250, stack: taken };
  assert.deepEqual(await watchdog.lookClosely(), { kind: "blocked", now, last: undefined });
});

test("the stack is taken once a blockage", async () => {
  const { watchdog, pass, timesTaken } = watch();
  pass(10_000, false);
  await watchdog.lookClosely();
  assert.equal(timesTaken(), 1);
  pass(250, true);
  pass(2000, false);
  assert.equal(timesTaken(), 2);
});

test("a blockage that is over stays known", async () => {
  const { watchdog, pass } = watch();
  pass(3000, false);
  await watchdog.lookClosely();
  pass(250, true);
  const last = { sinceMs: 100_000, durationMs: 3250, stack: taken };
  assert.deepEqual(watchdog.look(), { kind: "running", last });
});

test("a thread that turned between two blockages was blocked twice", async () => {
  const clock = new ManualClock(100_000);
  let pulseMs = 100_000;
  const stacks = { take: async () => taken };
  const watchdog = new Watchdog({ clock, pulseMs: () => pulseMs, stacks, blockedAfterMs: 100 });
  clock.advance(150);
  await watchdog.lookClosely();
  pulseMs = 100_160;
  clock.advance(150);
  const state = watchdog.look();
  assert.deepEqual([state.kind, state.last?.durationMs], ["blocked", 160]);
});

test("after the whole machine stood still, the old pulse says nothing", () => {
  const { clock, watchdog, timesTaken } = watch();
  clock.advance(3_600_000);
  assert.equal(watchdog.look().kind, "running");
  assert.equal(timesTaken(), 0);
});

test("a thread that never had a pulse is not blocked", () => {
  const clock = new ManualClock(100_000);
  const watchdog = new Watchdog({ clock, pulseMs: () => 0, stacks: { take: async () => taken } });
  clock.advance(1500);
  assert.equal(watchdog.look().kind, "running");
});
