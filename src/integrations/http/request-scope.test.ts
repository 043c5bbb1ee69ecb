import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { describe, it, type TestContext } from "node:test";
import Fastify from "fastify";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { currentRequest, listenToRequests, type RequestScope } from "../../record/index.ts";
import { observeFastify } from "./fastify.ts";
import { MemoryRecorder } from "./memory-recorder.fixture.ts";
import { RawClient } from "./raw-client.fixture.ts";
import { observeServer } from "./server.ts";

const host = () => ({ recorder: new MemoryRecorder(), clock: new ManualClock(), logger: silentLogger });

/** An observed application whose routes note the scope that they run in. */
async function listening(t: TestContext) {
  const app = Fastify();
  const scopes: (RequestScope | undefined)[] = [];
  const note = () => void scopes.push(currentRequest());
  const both = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  await app.register(observeFastify(host()));
  app.addHook("onRequest", async () => begun.resolve());
  app.get("/users/:id", () => {
    note();
    return "user";
  });
  app.post("/users", () => {
    note();
    return "made";
  });
  app.get<{ Params: { turn: string } }>("/both/:turn", async ({ params }) => {
    note();
    if (params.turn === "2") both.resolve();
    await both.promise;
    note();
    return "both";
  });
  t.after(() => app.close());
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.addresses()[0] as AddressInfo;
  return { app, begun: begun.promise, port, scopes };
}

describe("the scope of a request that is received", () => {
  it("is its own, also beside another one, and knows the route", async (t) => {
    t.after(listenToRequests());
    const { port, scopes } = await listening(t);
    const url = (turn: number) => `http://127.0.0.1:${port}/both/${turn}`;
    const first = fetch(url(1));
    await Promise.all([(await fetch(url(2))).text(), first.then((it) => it.text())]);
    const [one, two, ...later] = scopes;
    assert.ok(one !== undefined && two !== undefined && one !== two);
    assert.deepEqual(new Set(later), new Set([one, two]));
    assert.deepEqual([one.endpoint, two.endpoint], ["/both/:turn", "/both/:turn"]);
    assert.equal(currentRequest(), undefined);
  });

  it("is apart from those before and after it on a connection, and over when its response has ended", async (t) => {
    t.after(listenToRequests());
    const { port, scopes } = await listening(t);
    const client = new RawClient(port);
    client.get("/users/1");
    await client.until(/user$/);
    client.get("/users/2");
    await client.until(/user[\s\S]*user$/);
    client.get("/users/3");
    client.get("/both/2");
    await client.until(/both$/);
    client.socket.destroy();
    assert.equal(new Set(scopes).size, 4);
    assert.deepEqual(
      scopes.map((scope) => [scope?.isOpen, scope?.endpoint]).slice(0, 3),
      Array(3).fill([false, "/users/:id"]),
    );
  });

  it("is there behind a body that comes later", async (t) => {
    t.after(listenToRequests());
    const { begun, port, scopes } = await listening(t);
    const client = new RawClient(port);
    const head = ["POST /users HTTP/1.1", "Host: test", "Content-Type: text/plain", "Content-Length: 4"];
    client.socket.write(`${head.join("\r\n")}\r\n\r\n`);
    await begun;
    client.socket.write("body");
    await client.until(/made/);
    client.socket.destroy();
    assert.equal(scopes[0]?.endpoint, "/users");
  });

  it("is absent when nobody listens, and for a request that is injected", async (t) => {
    const { app, port, scopes } = await listening(t);
    await (await fetch(`http://127.0.0.1:${port}/users/1`)).text();
    t.after(listenToRequests());
    await app.inject("/users/2");
    assert.deepEqual(scopes, [undefined, undefined]);
  });

  it("is opened for a framework that does not say when a request begins, too", async (t) => {
    t.after(listenToRequests());
    const scopes: (RequestScope | undefined)[] = [];
    const server = createServer(async (request, response) => {
      await text(request);
      scopes.push(currentRequest());
      response.end("answered");
    });
    const observed = observeServer(host(), server, { endpoint: () => "/any", header: () => undefined });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "body" });
    await answer.text();
    observed.stop();
    server.closeAllConnections();
    assert.ok(scopes[0]);
    assert.equal(scopes[0].isOpen, false);
  });
});
