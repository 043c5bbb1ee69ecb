import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { PassThrough } from "node:stream";
import { mock, test } from "node:test";
import { systemClock } from "farol";
import type { FastifyInstance } from "fastify";
import { type DrainOptions, drain } from "./listen.ts";
import { shedLoad } from "./shedding/shed-load.ts";
import { rememberedShedding, startHeld } from "./shedding/shedding.fixture.ts";

/** An application, a way to connect to it, and the moment at which its server no longer listens. */
async function start() {
  const { metrics, written } = rememberedShedding();
  const stream = new PassThrough();
  const closing = Promise.withResolvers<void>();
  const started = await startHeld((app) => {
    shedLoad(app, { clock: systemClock, metrics });
    app.get("/now", () => "here");
    app.get("/stream", (_request, reply) => reply.send(stream));
    // node's server closes right after these hooks
    app.addHook("preClose", async () => void setImmediate(closing.resolve));
  });
  const connection = () => connectTo(Number(new URL(started.origin).port));
  return { ...started, written, stream, closing: closing.promise, connection };
}

/** One connection, which says nothing by itself. */
async function connectTo(port: number) {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  const ended = once(socket, "close").then(() => text);
  ended.catch(() => {});
  await once(socket, "connect");
  return {
    ask: (path: string) => void socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`),
    /** Resolves once it has received this. */
    async received(part: string): Promise<void> {
      while (!text.includes(part)) await once(socket, "data");
    },
    /** All that it received, once it is closed. */
    ended,
  };
}

/** Drains, and makes sure that it did not have to cut anything off. */
async function drainWhole(app: FastifyInstance, options?: DrainOptions): Promise<void> {
  const warn = mock.method(app.log, "warn");
  await drain(app, options);
  assert.equal(warn.mock.callCount(), 0, "something was cut off");
}

test("what is being answered is finished, and its connection closed", async () => {
  const { app, connection, arrived, answer, closing } = await start();
  const { ask, ended } = await connection();
  ask("/held");
  await arrived(1);
  const drained = drainWhole(app);
  await closing;
  answer();
  assert.match(await ended, /^HTTP\/1.1 200 [\s\S]*answered$/);
  await drained;
});

test("an answer that is streamed is finished, and its connection closed", async () => {
  const { app, connection, stream, closing } = await start();
  const { ask, received, ended } = await connection();
  ask("/stream");
  stream.write("one ");
  await received("one ");
  const drained = drainWhole(app);
  await closing;
  stream.end("two");
  assert.match(await ended, /^HTTP\/1.1 200 [\s\S]*one [\s\S]*two\r\n0\r\n\r\n$/);
  await drained;
});

test("connections that are idle or were never used are closed at once", async () => {
  const { app, connection } = await start();
  const [used, unused] = [await connection(), await connection()];
  used.ask("/now");
  await used.received("here");
  await drainWhole(app);
  assert.match(await used.ended, /here$/);
  assert.equal(await unused.ended, "");
});

test("a new request on a kept-alive connection is refused with a problem, and the connection closed", async () => {
  const { app, connection, arrived, answer, closing, written, value } = await start();
  const { ask, ended } = await connection();
  ask("/held");
  await arrived(1);
  const drained = drainWhole(app);
  await closing;
  const served = once(app.server, "request");
  ask("/now");
  await served;
  answer();
  const [, first, second] = (await ended).split("HTTP/1.1 ");
  assert.match(first!, /^200 /);
  assert.match(second!, /^503 /);
  assert.match(second!, /^connection: close\r$/im);
  assert.match(second!, /^content-type: application\/problem\+json/im);
  assert.match(second!, /urn:reviews:problem:overloaded/);
  assert.equal(written.shed.draining, 1);
  assert.equal(value("errors_total", { kind: "overloaded" }), 1);
  await drained;
});

test("no new connection is taken", async () => {
  const { app, connection } = await start();
  await drainWhole(app);
  await assert.rejects(connection(), { code: "ECONNREFUSED" });
});

test("until the delay is over, requests are answered, and each answer closes its connection", async (t) => {
  const { app, connection } = await start();
  const early = await connection();
  early.ask("/now");
  await early.received("here");
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const drained = drainWhole(app, { delayMs: 10_000 });
  t.mock.timers.tick(9999);
  early.ask("/now");
  const late = await connection();
  late.ask("/now");
  assert.match(await late.ended, /^HTTP\/1.1 200 [\s\S]*^connection: close\r$[\s\S]*here$/im);
  assert.match(await early.ended, /here[\s\S]*^connection: close\r$[\s\S]*here$/im);
  t.mock.timers.tick(1);
  await drained;
});

test("what takes longer than the limit is cut off, and logged", async (t) => {
  const { app, connection, arrived, closing } = await start();
  const warn = mock.method(app.log, "warn");
  const held = await connection();
  held.ask("/held");
  await arrived(1);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const drained = drain(app, { limitMs: 3000 });
  await closing;
  t.mock.timers.tick(2999);
  assert.equal(warn.mock.callCount(), 0);
  t.mock.timers.tick(1);
  assert.equal(await held.ended, "");
  await drained;
  assert.deepEqual(warn.mock.calls[0]?.arguments[0], { connections: 1, limitMs: 3000 });
});
