import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { it, type TestContext } from "node:test";
import { defineRouting, route } from "../../define/index.ts";
import type { Logger, ManualClock } from "../../model/index.ts";
import { folder, HOUR_MS, hook, house, MINUTE_MS, named, SECOND_MS } from "./notifier.fixture.ts";
import type { Sent } from "./receiver.ts";

const routing = defineRouting({ root: route({ receivers: [hook("a")] }) });
const A = named("A");
const B = named("B");
const DOWN: Sent = { outcome: "retry", reason: "connection refused" };

/** Processes that follow one another, each killed: nothing is closed in an orderly way. */
function processes(t: TestContext) {
  const dataDir = folder(t);
  return (clock?: ManualClock) => {
    const one = house({ routing, dataDir, ...(clock && { clock }) });
    t.after(() => one.database.close());
    return one;
  };
}

function heardBy({ heard }: ReturnType<typeof house>): string[] {
  return heard.map(({ atSeconds, alerts }) => `${atSeconds} ${alerts}`);
}

it("what was told is not told again by the next process, and its end is", async (t) => {
  const start = processes(t);
  const first = start();
  first.fire([A]);
  await first.run(MINUTE_MS);
  const second = start(first.clock);
  await second.run(10 * MINUTE_MS);
  assert.deepEqual(heardBy(second), []);
  second.end(A);
  await second.run(10 * MINUTE_MS);
  assert.deepEqual(heardBy(second), ["930 -A"]);
});

it("a message that waited is tried by the next process, as the same message", async (t) => {
  const start = processes(t);
  const first = start();
  first.script.answer = () => DOWN;
  first.fire([A]);
  await first.run(MINUTE_MS);
  const second = start(first.clock);
  await second.run(MINUTE_MS);
  assert.deepEqual(
    second.messages.map(({ id }) => id),
    [first.messages[0]!.id],
  );
});

it("a message is on disk before it is tried, as are its newer versions", async (t) => {
  const dataDir = folder(t);
  const one = house({ routing, dataDir });
  const onDisk: boolean[] = [];
  one.script.answer = ({ id }) => {
    const database = new DatabaseSync(join(dataDir, "farol.db"), { readOnly: true });
    const ask = "SELECT 1 FROM notifier WHERE kind = ? AND key = ?";
    onDisk.push(["message", "waiting"].every((kind) => database.prepare(ask).get(kind, id) !== undefined));
    database.close();
    return DOWN;
  };
  one.fire([A]);
  await one.run(MINUTE_MS);
  one.fire([B]);
  await one.run(10 * MINUTE_MS);
  assert.equal(new Set(one.messages.map(({ id }) => id)).size, 2);
  assert.deepEqual([...new Set(onDisk)], [true]);
  one.database.close();
});

it("a message that was under way when the process was killed may be known: its end is told", async (t) => {
  const start = processes(t);
  const first = start();
  first.script.answer = () => new Promise(() => {});
  first.fire([A]);
  first.clock.advance(30 * SECOND_MS);
  first.notifier.advance(first.clock.now());
  const second = start(first.clock);
  second.script.answer = () => DOWN;
  second.end(A);
  await second.run(6 * MINUTE_MS);
  second.script.answer = () => ({ outcome: "taken" });
  await second.run(10 * MINUTE_MS);
  assert.match(heardBy(second).at(-1)!, /-A$/);
});

it("a group that had not waited long enough is told by the next process", async (t) => {
  const start = processes(t);
  const first = start();
  first.fire([A, B]);
  await first.run(20 * SECOND_MS);
  const second = start(first.clock);
  await second.run(MINUTE_MS);
  assert.deepEqual(heardBy(second), ["30 A B"]);
});

it("no alert ends by the time in which nobody evaluated rules, and one that is not told of again does", async (t) => {
  const start = processes(t);
  const first = start();
  first.fire([A], 4 * MINUTE_MS);
  await first.run(MINUTE_MS);
  first.clock.advance(HOUR_MS);
  const second = start(first.clock);
  await second.run(3 * MINUTE_MS);
  assert.deepEqual(heardBy(second), []);
  await second.run(10 * MINUTE_MS);
  assert.match(heardBy(second).join(), /^\d+ -A$/);
});

it("an end that nobody was told of yet is told by the next process", async (t) => {
  const start = processes(t);
  const first = start();
  first.fire([A]);
  await first.run(MINUTE_MS);
  first.end(A);
  const second = start(first.clock);
  await second.run(10 * MINUTE_MS);
  assert.deepEqual(heardBy(second), ["330 -A"]);
  assert.equal(second.notifier.history.list().length, 1);
});

it("a message to a receiver that there is no longer fails", async (t) => {
  const dataDir = folder(t);
  const first = house({ routing, dataDir });
  first.script.answer = () => DOWN;
  first.fire([A]);
  await first.run(MINUTE_MS);
  const other = defineRouting({ root: route({ receivers: [hook("b")] }) });
  const second = house({ routing: other, dataDir, clock: first.clock });
  await second.run(5 * MINUTE_MS);
  assert.deepEqual(
    second.notifier.deliveries().map(({ receiver, now, lastError }) => [receiver, now.state, lastError]),
    [
      ["b", "taken", undefined],
      ["a", "failed", "there is no receiver named a any more"],
    ],
  );
  first.database.close();
  second.database.close();
});

it("a file that cannot be written stops nothing, is said once, and is caught up with", async (t) => {
  const dataDir = folder(t);
  const said: string[] = [];
  const say = (_: object, text: string) => said.push(text);
  const logger: Logger = { info: say, warn: say, error: say };
  const one = house({ routing, dataDir, logger });
  one.database.exec("PRAGMA query_only = 1");
  one.fire([A]);
  await one.run(10 * MINUTE_MS);
  assert.deepEqual(heardBy(one), ["30 A"]);
  assert.ok(one.notifier.numbers().unsaved > 0);
  assert.equal(one.notifier.deliveries().length, 1);
  assert.deepEqual(said, ["Farol: notifications go on, and a restart would forget them"]);
  one.database.exec("PRAGMA query_only = 0");
  await one.run(MINUTE_MS);
  assert.equal(one.notifier.numbers().unsaved, 0);
  assert.equal(said.length, 2);
  const next = house({ routing, dataDir, clock: one.clock });
  await next.run(HOUR_MS);
  assert.deepEqual(heardBy(next), []);
  one.database.close();
  next.database.close();
});
