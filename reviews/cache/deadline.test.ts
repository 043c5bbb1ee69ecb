import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { TooLate, within } from "./deadline.ts";

test("what comes in time is the answer, good or bad", async () => {
  assert.equal(await within(1000, Promise.resolve(1)), 1);
  await assert.rejects(within(1000, Promise.reject(new Error("theirs"))), /theirs/);
});

test("what does not come is given up after the limit, and what comes of it later disturbs nobody", async () => {
  const late = Promise.withResolvers<number>();
  await assert.rejects(within(1, late.promise), TooLate);
  late.reject(new Error("late"));
  await new Promise(setImmediate);
});

test("an answer that lay in the socket while the event loop was busy is in time", async (context) => {
  const server = createServer().listen(0, "127.0.0.1");
  context.after(() => server.close());
  await once(server, "listening");
  const socket = connect((server.address() as { port: number }).port, "127.0.0.1");
  const [peer] = (await once(server, "connection")) as [Socket];
  context.after(() => {
    peer.destroy();
    socket.destroy();
  });
  const answer = within(5, once(socket, "data"));
  peer.write("hello");
  const busyUntil = performance.now() + 50;
  while (performance.now() < busyUntil);
  assert.equal(String((await answer)[0]), "hello");
});
