import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { attempt } from "./attempt.ts";

test("an answer that came while the event loop was blocked beyond the limit counts", async (t) => {
  // The other side answers from a thread of its own, while this one is blocked.
  const answering = new Worker(
    `const server = require("node:net").createServer((socket) => socket.on("data", () => socket.write("PONG")));
     server.listen(0, "127.0.0.1", () => require("node:worker_threads").parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  t.after(() => answering.terminate());
  const [port] = await once(answering, "message");
  const socket = connect(port, "127.0.0.1");
  t.after(() => socket.destroy());
  await once(socket, "connect");
  const { verdict } = attempt(async () => {
    socket.write("PING");
    const [answer] = await once(socket, "data");
    return String(answer);
  }, 20);
  // Long enough for the answer to lie in the socket and for the limit to be over when the loop turns again.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
  assert.deepEqual(await verdict, { passed: true, detail: "PONG" });
});

test("a run that honors its signal lets go at the limit", async (t) => {
  const server = createServer();
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const { verdict, returned } = attempt((signal) => fetch(`http://127.0.0.1:${port}`, { signal }), 20);
  assert.deepEqual(await verdict, { passed: false, detail: "gave no answer within 20 ms" });
  await returned;
});
