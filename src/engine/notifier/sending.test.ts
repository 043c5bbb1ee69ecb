import assert from "node:assert/strict";
import { it } from "node:test";
import { defineRouting, type RouteSpec, route } from "../../define/index.ts";
import { backoffMs } from "./backoff.ts";
import { HOUR_MS, hook, house, MINUTE_MS, named, SECOND_MS } from "./notifier.fixture.ts";
import type { Sent } from "./receiver.ts";

const [a, b] = [hook("a"), hook("b")];
const A = named("A");
const B = named("B");
const DOWN: Sent = { outcome: "retry", reason: "connection refused" };

function routing(spec: RouteSpec = {}) {
  return defineRouting({ root: route({ receivers: [a], groupWait: "1s", ...spec }) });
}

function alerts(heard: ReturnType<typeof house>["heard"]): string[] {
  return heard.map((one) => one.alerts);
}

it("attempts are twice as far apart each time, up to five minutes, and jitter takes off up to half", () => {
  const delays = Array.from({ length: 11 }, (_, i) => backoffMs(i + 1, 0, () => 0) / 1000);
  assert.deepEqual(delays, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  assert.equal(
    backoffMs(20, 0, () => 0.5),
    225_000,
  );
  assert.equal(
    backoffMs(5000, 0, () => 0),
    300_000,
  );
});

it("a message is tried until the receiver takes it, as the same message", async () => {
  const { fire, run, heard, messages, script, notifier } = house({ routing: routing() });
  script.answer = () => DOWN;
  fire([A]);
  await run(5 * SECOND_MS);
  const [waiting] = notifier.deliveries();
  assert.deepEqual([waiting?.attempts, waiting?.lastError, waiting?.firing], [3, "connection refused", 1]);
  assert.deepEqual(waiting?.now.state, "waiting");
  assert.deepEqual(notifier.numbers().receivers.a, {
    sent: 0,
    failed: 0,
    retried: 3,
    waiting: 1,
    oldestSeconds: 4,
  });
  script.answer = () => ({ outcome: "taken" });
  await run(MINUTE_MS);
  assert.deepEqual(
    heard.map(({ atSeconds }) => atSeconds),
    [1, 2, 4, 8],
  );
  assert.equal(new Set(messages.map(({ id }) => id)).size, 1);
  assert.deepEqual([notifier.deliveries()[0]?.now.state, notifier.numbers().receivers.a?.sent], ["taken", 1]);
});

it("attempts are a random part less far apart than they could be", async () => {
  const { fire, run, heard, script } = house({ routing: routing(), random: () => 0.5 });
  script.answer = () => DOWN;
  fire([A]);
  await run(7 * SECOND_MS);
  assert.deepEqual(
    heard.map(({ atSeconds }) => atSeconds),
    [1, 1.75, 3.25, 6.25],
  );
});

it("a receiver that asks to be left alone is, with all of its messages", async () => {
  const { fire, run, heard, script } = house({ routing: routing({ groupBy: "all" }) });
  script.answer = () => ({ outcome: "retry", reason: "429", afterMs: 90 * SECOND_MS });
  fire([A]);
  await run(10 * SECOND_MS);
  fire([B]);
  script.answer = () => ({ outcome: "taken" });
  await run(2 * MINUTE_MS);
  assert.deepEqual(
    heard.map(({ atSeconds, alerts }) => `${atSeconds} ${alerts}`),
    ["1 A", "91 A", "91 B"],
  );
});

it("a newer state takes the place of a message that was not taken, and keeps its turn", async () => {
  const { fire, run, heard, script, notifier } = house({ routing: routing() });
  script.answer = () => DOWN;
  fire([A]);
  await run(2 * MINUTE_MS);
  fire([B]);
  await run(10 * MINUTE_MS);
  script.answer = () => ({ outcome: "taken" });
  await run(10 * MINUTE_MS);
  assert.equal(alerts(heard).at(-1), "A B");
  assert.deepEqual(
    notifier.deliveries().map(({ sequence, now }) => [sequence, now.state]),
    [
      [2, "taken"],
      [1, "replaced"],
    ],
  );
  assert.deepEqual(notifier.numbers().receivers.a?.oldestSeconds, 0);
});

it("a message that was not taken tells of the latest time that its alert began", async () => {
  const { fire, end, run, messages, script } = house({ routing: routing() });
  script.answer = () => DOWN;
  fire([A]);
  await run(MINUTE_MS);
  end(A);
  await run(SECOND_MS);
  fire([A]);
  await run(5 * MINUTE_MS);
  script.answer = () => ({ outcome: "taken" });
  await run(10 * MINUTE_MS);
  const { alerts, sequence } = messages.at(-1)!;
  assert.deepEqual(
    [sequence, alerts[0]!.startsAtMs - messages[0]!.alerts[0]!.startsAtMs],
    [2, 61 * SECOND_MS],
  );
});

it("an end is told though no firing was taken, once an attempt was made that may have arrived", async () => {
  const { fire, end, run, heard, script } = house({ routing: routing() });
  script.answer = () => DOWN;
  fire([A]);
  await run(MINUTE_MS);
  end(A);
  await run(5 * MINUTE_MS);
  script.answer = () => ({ outcome: "taken" });
  await run(10 * MINUTE_MS);
  assert.deepEqual([alerts(heard)[0], alerts(heard).at(-1)], ["A", "-A"]);
});

it("what the receiver may believe wrongly is told again, though it is what it took last", async () => {
  const { fire, end, run, heard, script, notifier } = house({ routing: routing() });
  fire([A]);
  await run(MINUTE_MS);
  end(A);
  script.answer = () => DOWN;
  await run(5 * MINUTE_MS);
  fire([A]);
  await run(5 * MINUTE_MS);
  script.answer = () => ({ outcome: "taken" });
  await run(10 * MINUTE_MS);
  assert.deepEqual([alerts(heard)[0], alerts(heard).at(-1)], ["A", "A"]);
  assert.ok(alerts(heard).includes("-A"));
  assert.deepEqual(
    notifier.deliveries().map(({ now }) => now.state),
    ["taken", "replaced", "taken"],
  );
});

it("a refused message is shown as failed, and tried whenever its group is looked at", async () => {
  const { fire, run, heard, script, notifier } = house({ routing: routing() });
  script.answer = () => ({ outcome: "refused", reason: "404" });
  fire([A]);
  await run(4 * MINUTE_MS);
  const [failed] = notifier.deliveries();
  assert.deepEqual([failed?.now.state, failed?.lastError, heard.length], ["failed", "404", 1]);
  assert.equal(notifier.numbers().receivers.a?.failed, 1);
  script.answer = () => ({ outcome: "taken" });
  await run(4 * MINUTE_MS);
  assert.deepEqual(
    heard.map(({ atSeconds }) => atSeconds),
    [1, 301],
  );
});

it("what was refused was not told: its end is not told either", async () => {
  const { fire, end, run, heard, script, notifier } = house({ routing: routing() });
  script.answer = () => ({ outcome: "refused", reason: "404" });
  fire([A]);
  await run(MINUTE_MS);
  end(A);
  await run(HOUR_MS);
  assert.deepEqual(alerts(heard), ["A"]);
  assert.deepEqual([notifier.numbers().groups, notifier.deliveries()[0]?.now.state], [0, "failed"]);
});

it("after a day a message has failed, and what still fires is told anew", async () => {
  const { fire, run, messages, script, notifier } = house({ routing: routing() });
  script.answer = () => DOWN;
  fire([A], 72 * HOUR_MS);
  await run(24 * HOUR_MS + 10 * MINUTE_MS);
  const [now, before] = notifier.deliveries();
  assert.deepEqual(
    [now?.now.state, before?.now.state, before?.lastError],
    ["waiting", "failed", DOWN.reason],
  );
  assert.ok(before!.now.state === "failed" && before!.now.settledAtMs - before!.atMs === 24 * HOUR_MS);
  assert.equal(new Set(messages.map(({ id }) => id)).size, 2);
  script.answer = () => ({ outcome: "taken" });
  await run(10 * MINUTE_MS);
  assert.equal(notifier.deliveries()[0]?.now.state, "taken");
});

it("a receiver that hangs is given up after its time, and holds up no other", async () => {
  const { fire, run, script, notifier, clock } = house({ routing: routing({ receivers: [a, b] }) });
  const { promise, resolve } = Promise.withResolvers<Sent>();
  let aborted = 0;
  script.answer = ({ receiver }, signal) => {
    signal.addEventListener("abort", () => aborted++);
    return receiver === "a" ? promise : { outcome: "taken" };
  };
  fire([A]);
  clock.advance(SECOND_MS);
  notifier.advance(clock.now());
  await new Promise(setImmediate);
  assert.deepEqual(
    notifier
      .deliveries()
      .map(({ receiver, now }) => `${receiver} ${now.state}`)
      .sort(),
    ["a waiting", "b taken"],
  );
  clock.advance(10 * SECOND_MS);
  notifier.advance(clock.now());
  assert.deepEqual(
    [aborted, notifier.deliveries().find(({ receiver }) => receiver === "a")?.lastError],
    [1, "no answer within 10 s"],
  );
  resolve({ outcome: "taken" });
  script.answer = () => ({ outcome: "taken" });
  await run(MINUTE_MS);
  assert.deepEqual(notifier.numbers().receivers.a, {
    sent: 1,
    failed: 0,
    retried: 1,
    waiting: 0,
    oldestSeconds: 0,
  });
});

it("so many attempts are under way to one receiver at once, and all messages get their turn", async () => {
  const { fire, run, script, heard } = house({
    routing: routing({ groupBy: "all" }),
    limits: { attemptsAtOnce: 2 },
  });
  let [now, most] = [0, 0];
  script.answer = async () => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now--;
    return { outcome: "taken" };
  };
  fire(Array.from({ length: 9 }, (_, i) => named(`A${i}`)));
  await run(MINUTE_MS);
  assert.deepEqual([most, heard.length], [2, 9]);
});

it("what changes while a message is under way is told after it", async () => {
  const { fire, end, run, script, notifier, clock, heard } = house({
    routing: routing({ groupInterval: "5s" }),
  });
  const { promise, resolve } = Promise.withResolvers<Sent>();
  script.answer = () => promise;
  fire([A]);
  clock.advance(SECOND_MS);
  notifier.advance(clock.now());
  end(A);
  clock.advance(5 * SECOND_MS);
  notifier.advance(clock.now());
  assert.deepEqual(alerts(heard), ["A"]);
  resolve({ outcome: "taken" });
  await run(SECOND_MS);
  assert.deepEqual(alerts(heard), ["A", "-A"]);
  assert.equal(notifier.numbers().alerts, 0);
});

it("a sender that breaks its word is tried again", async () => {
  const { fire, run, script, heard, notifier } = house({ routing: routing() });
  script.answer = () => {
    throw new Error("token 0123");
  };
  fire([A]);
  await run(SECOND_MS);
  assert.equal(notifier.deliveries()[0]?.lastError, "the sender broke down");
  script.answer = () => ({ outcome: "taken" });
  await run(MINUTE_MS);
  assert.equal(heard.length, 2);
});

it("a receiver can be tried, without the outbox", async () => {
  const { fire, run, notifier, messages } = house({ routing: routing() });
  fire([A]);
  await run(MINUTE_MS);
  const message = { ...messages[0]!, id: "try" };
  assert.deepEqual(await notifier.tryReceiver(message), { outcome: "taken" });
  assert.deepEqual([messages[1]?.id, notifier.deliveries().length], ["try", 1]);
  assert.equal(await notifier.tryReceiver({ ...message, receiver: "z" }), undefined);
});

it("closing asks attempts to end and keeps what was not taken", async () => {
  const { fire, script, notifier, clock } = house({ routing: routing() });
  script.answer = (_, signal) =>
    new Promise((resolve) =>
      signal.addEventListener("abort", () => resolve({ outcome: "retry", reason: "closing" })),
    );
  fire([A]);
  clock.advance(SECOND_MS);
  notifier.advance(clock.now());
  await notifier.close(10);
  assert.equal(notifier.deliveries()[0]?.lastError, "closing");
  assert.equal(notifier.advance(clock.now() + HOUR_MS), Number.POSITIVE_INFINITY);
});
