import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { ManualClock } from "../../../model/index.ts";
import { Collector } from "./collector.ts";
import { FakeSession } from "./fake-session.fixture.ts";
import { locks } from "./readings/locks.ts";
import { Readings } from "./readings.ts";

type Connect = () => Promise<FakeSession>;

/** A collector on sessions of a test, and the pauses between its looks. */
function collectorOn(t: TestContext, connect: Connect) {
  const clock = new ManualClock();
  const host = recordedHost(clock);
  const timers = t.mock.method(globalThis, "setTimeout", () => ({ unref: () => undefined }));
  const readings = new Readings(host, "default", [locks(host.recorder, "default")]);
  const application = { isOver: false };
  const isOver = () => application.isOver;
  const collector = new Collector(host, { pool: "default", readings, connect, isOver }, {});
  const pauses = () => timers.mock.calls.map((call) => (call.arguments as unknown[])[1]);
  return { application, clock, collector, host, pauses, up: () => host.value("db_up", { pool: "default" }) };
}

const answering = () => new FakeSession(() => [{ waiters: "0", seconds: "0" }]);
const broken = () =>
  new FakeSession(() => {
    throw new Error("gone");
  });
const inTurn =
  (...connects: (() => FakeSession)[]): Connect =>
  async () =>
    connects.shift()!();

describe("looks at a database", () => {
  it("read the statistics every 15 s, and ask between whether it answers", async (t) => {
    const session = answering();
    const { clock, collector, pauses } = collectorOn(t, async () => session);
    for (const ms of [0, 2000, 12_999, 1, 2000]) {
      clock.advance(ms);
      await collector.look();
    }
    assert.deepEqual(
      session.asked.map((sql) => (sql === "SELECT 1" ? "ping" : "statistics")),
      ["statistics", "ping", "ping", "statistics", "ping"],
    );
    assert.deepEqual(pauses(), [2000, 2000, 1, 2000, 2000]);
  });

  it("are one at a time", async (t) => {
    const session = answering();
    const { collector } = collectorOn(t, async () => session);
    await Promise.all([collector.look(), collector.look()]);
    assert.equal(session.asked.length, 1);
  });

  it("take a new connection for the old one before they say that nothing answers", async (t) => {
    const lost = answering();
    const { collector, host, up } = collectorOn(
      t,
      inTurn(() => lost, answering),
    );
    await collector.look();
    Object.assign(lost, { read: () => Promise.reject(new Error("gone")) });
    lost.lose();
    await collector.look();
    assert.deepEqual([up(), lost.isClosed, host.lines], [1, true, []]);
  });

  it("become rarer while nothing answers, up to every 5 s, and are as before afterwards", async (t) => {
    const { collector, host, pauses, up } = collectorOn(t, inTurn(...Array(6).fill(broken), answering));
    for (let i = 0; i < 6; i++) await collector.look();
    assert.equal(up(), 0);
    await collector.look();
    assert.equal(up(), 1);
    assert.deepEqual(pauses(), [500, 1000, 2000, 4000, 5000, 5000, 2000]);
    assert.deepEqual(
      host.lines.map(({ level, message }) => `${level}: ${message}`),
      ["error: The database does not answer", "info: The database answers again"],
    );
  });

  it("say why nothing answers, also where the error has only a code", async (t) => {
    const refused = Object.assign(new AggregateError([]), { code: "ECONNREFUSED" });
    const { collector, host } = collectorOn(t, () => Promise.reject(refused));
    await collector.look();
    assert.deepEqual(host.lines[0]!.fields, { pool: "default", reason: "ECONNREFUSED" });
  });

  it("leave nothing behind when they are ended in the middle", async (t) => {
    const { promise, resolve } = Promise.withResolvers<FakeSession>();
    const { collector, host, pauses, up } = collectorOn(t, () => promise);
    const looking = collector.look();
    collector.stop();
    const session = answering();
    resolve(session);
    await looking;
    assert.deepEqual([session.isClosed, up(), pauses()], [true, undefined, []]);
    assert.equal(host.value("db_lock_waiters", { pool: "default" }), undefined);
  });

  it("end without a word when the application has closed its pool", async (t) => {
    const { application, collector, host, pauses, up } = collectorOn(t, inTurn(answering, broken));
    await collector.look();
    application.isOver = true;
    await collector.look();
    assert.deepEqual([up(), pauses().length, host.lines], [undefined, 1, []]);
  });
});
