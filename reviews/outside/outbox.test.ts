import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { RefusedError } from "./endpoint.ts";
import type { Notification, Notifier } from "./notifier.ts";
import { Outbox, type OutboxOptions } from "./outbox.ts";

/** A webhook in memory: it takes what comes while it is up, and holds it while it hangs. */
function webhook() {
  const taken: string[] = [];
  const held: (() => void)[] = [];
  const recovered: (() => void)[] = [];
  const hook = { mode: "up" as "up" | "down" | "hang" | "refuse" };
  const take = (id: string) => {
    if (hook.mode === "down") throw new Error("down");
    if (hook.mode === "refuse") throw new RefusedError(422);
    taken.push(id);
  };
  const notifier: Notifier = {
    async deliver({ id }, signal) {
      if (hook.mode !== "hang") return take(id);
      await new Promise<void>((resolve, reject) => {
        held.push(resolve);
        signal.addEventListener("abort", () => reject(signal.reason));
      });
      taken.push(id);
    },
    onRecovery: (listener) => void recovered.push(listener),
    async [Symbol.asyncDispose]() {},
  };
  return { hook, notifier, taken, held, recover: () => recovered[0]!() };
}

function open(options: OutboxOptions = {}) {
  const lines: [object, string][] = [];
  const keep = (fields: object, message: string) => void lines.push([fields, message]);
  const parts = webhook();
  const log = { debug() {}, info: keep, warn: keep, error: keep };
  return { ...parts, lines, outbox: new Outbox(parts.notifier, log, options) };
}

const notification = (id: string): Notification => ({
  ...{ id, type: "review.proposed", occurredAt: "2030-01-01T00:00:00.000Z" },
  review: { id: "r", title: "t", severity: "low" },
});
const turn = () => new Promise(setImmediate);

test("notifications are delivered in their order", async () => {
  const { outbox, taken } = open({ atOnce: 1 });
  for (const id of ["a", "b", "c"]) outbox.add(notification(id));
  await turn();
  assert.deepEqual(taken, ["a", "b", "c"]);
});

test("what the webhook cannot take waits, and goes when it recovers", async () => {
  const { outbox, hook, taken, recover } = open({ atOnce: 1 });
  hook.mode = "down";
  for (const id of ["a", "b"]) outbox.add(notification(id));
  await turn();
  hook.mode = "up";
  outbox.add(notification("c"));
  await turn();
  assert.deepEqual([taken, outbox.size], [[], 3]);
  recover();
  await turn();
  assert.deepEqual([taken, outbox.size], [["a", "b", "c"], 0]);
  await outbox[Symbol.asyncDispose]();
});

test("it is tried again after a while also when nobody tells of a recovery", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { outbox, hook, taken } = open({ retryMs: 5000 });
  hook.mode = "down";
  outbox.add(notification("a"));
  await turn();
  hook.mode = "up";
  mock.timers.tick(4999);
  await turn();
  assert.deepEqual(taken, []);
  mock.timers.tick(1);
  await turn();
  assert.deepEqual(taken, ["a"]);
  mock.timers.reset();
});

test("only so many are on their way at once, and only so many wait: the oldest are lost, which is logged", async () => {
  const { outbox, hook, held, taken, lines } = open({ atOnce: 2, capacity: 3 });
  hook.mode = "hang";
  for (const id of "abcdefg") outbox.add(notification(id));
  assert.deepEqual([held.length, outbox.size], [2, 3]);
  hook.mode = "up";
  for (const release of held) release();
  await turn();
  assert.deepEqual(taken.sort(), ["a", "b", "e", "f", "g"]);
  assert.deepEqual(lines, [
    [{}, "too many notifications wait: the oldest are lost"],
    [{ lost: 2 }, "the webhook takes notifications again; some were lost"],
  ]);
});

test("one that the webhook refuses does not hold up the others", async () => {
  const { outbox, hook, taken, lines } = open({ atOnce: 1 });
  hook.mode = "refuse";
  outbox.add(notification("a"));
  await turn();
  hook.mode = "up";
  outbox.add(notification("b"));
  await turn();
  assert.deepEqual(taken, ["b"]);
  assert.equal(lines[0]![1], "the webhook refuses a notification");
});

test("at the end, what is on its way arrives", async () => {
  const { outbox, hook, held, taken, lines } = open({ atOnce: 1 });
  hook.mode = "hang";
  outbox.add(notification("a"));
  outbox.add(notification("b"));
  const ended = outbox[Symbol.asyncDispose]();
  hook.mode = "up";
  held[0]!();
  await ended;
  assert.deepEqual([taken, lines], [["a", "b"], []]);
});

test("at the end, a webhook that hangs is not waited for beyond the limit", async () => {
  const { outbox, hook, taken, lines } = open({ atOnce: 1, stopMs: 1 });
  hook.mode = "hang";
  outbox.add(notification("a"));
  outbox.add(notification("b"));
  await outbox[Symbol.asyncDispose]();
  await turn();
  assert.deepEqual(taken, []);
  assert.deepEqual(lines, [[{ lost: 2 }, "notifications were not delivered before the end"]]);
});
