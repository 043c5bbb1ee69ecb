import assert from "node:assert/strict";
import { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { describe, it, type TestContext } from "node:test";
import Fastify, { type FastifyInstance } from "fastify";
import { ManualClock, silentLogger } from "../../model/index.ts";
import type { Gate } from "./contract/application.fixture.ts";
import { httpContract } from "./contract/http-contract.fixture.ts";
import { observeFastify, watchFastify } from "./fastify.ts";
import { MemoryRecorder } from "./memory-recorder.fixture.ts";
import { httpActiveConnections, httpRequests, httpRequestsInFlight } from "./metrics.ts";
import { RawClient } from "./raw-client.fixture.ts";

describe("the contract, on Fastify", () =>
  httpContract(async (host, gate) => {
    const app = Fastify();
    const stop = watchFastify(app, host);
    addContractRoutes(app, gate);
    await app.listen({ port: 0, host: "127.0.0.1" });
    return { server: app.server, stop, close: () => app.close() };
  }));

function addContractRoutes(app: FastifyInstance, gate: Gate): void {
  app.get("/users/:id", (_request, reply) => reply.send("user"));
  app.post("/users/:id", (_request, reply) => reply.code(201).send("made"));
  app.register((shop) => shop.get("/items/:item", () => "item"), { prefix: "/shop" });
  app.get("/throws", () => {
    throw new Error("thrown by the handler");
  });
  app.get("/stream", (_request, reply) => reply.send(Readable.from(["piece", "piece", "piece"])));
  app.get("/slow", async () => {
    gate.reached();
    await gate.opened;
    return "slow";
  });
  app.get("/half", (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { "content-length": 100 });
    reply.raw.write("half", () => reply.raw.destroy());
  });
  app.get("/unchanged", (_request, reply) => reply.code(304).send());
  app.get("/hints", (_request, reply) => {
    reply.raw.writeEarlyHints({ link: "</style.css>; rel=preload; as=style" });
    return reply.send("hinted");
  });
}

describe("a Fastify application", () => {
  it("has the series of its routes at 0 before their first request, errors included", async (t) => {
    const { app, recorder, warnings } = observed(t);
    await app.after();
    app.post("/early", () => "answered");
    assert.deepEqual(recorder.labelsOf(httpRequests), [
      { endpoint: "/early", method: "POST", status_code: "200" },
      { endpoint: "/early", method: "POST", status_code: "500" },
    ]);
    assert.deepEqual(warnings, []);
  });

  it("counts what a hook or the validation answers under the route it answered for", async (t) => {
    const { app, ask, recorder } = observed(t);
    app.addHook("onRequest", (request, reply, done) => {
      if (request.headers.authorization === undefined) reply.code(401).send();
      else done();
    });
    const querystring = { type: "object", required: ["page"] };
    app.get("/guarded/:id", { schema: { querystring } }, () => "in");
    await ask("/guarded/1");
    await ask("/guarded/1", { authorization: "me" });
    await recorder.until(() => requests(recorder, "/guarded/:id", "400") === 1);
    assert.equal(requests(recorder, "/guarded/:id", "401"), 1);
  });

  it("counts under their templates also routes that were there before the plugin, and says how to be first", async (t) => {
    const app = Fastify();
    app.register(async (scope) => scope.get("/older/:id", () => "older"), { prefix: "/v1" });
    await app.after();
    const { ask, recorder, warnings } = observed(t, app);
    await ask("/v1/older/1");
    await recorder.until(() => requests(recorder, "/v1/older/:id", "200") === 1);
    assert.deepEqual(warnings, [{ endpoint: "/v1/older/:id" }]);
  });

  it("observes every address of localhost", async (t) => {
    const { app, recorder } = observed(t);
    app.get("/anywhere", () => "answered");
    await app.listen({ port: 0, host: "localhost" });
    for (const { address, family } of addressesOf(app)) {
      const host = family === "IPv6" ? `[${address}]` : address;
      await (await fetch(`http://${host}:${portOf(app)}/anywhere`)).text();
    }
    await recorder.until(() => requests(recorder, "/anywhere", "200") === app.addresses().length);
    assert.equal(recorder.read(httpActiveConnections)?.value, app.addresses().length);
  });

  it("counts an upgrade that is routed through the application under its route", async (t) => {
    const { app, listen, recorder } = observed(t);
    app.get("/live/:room", (_request, reply) => reply.code(426).send());
    app.server.on("upgrade", (request, socket) => {
      socket.on("error", () => {});
      const response = new ServerResponse(request);
      response.assignSocket(socket as never);
      app.routing(request, response);
    });
    const client = new RawClient(await listen());
    client.get("/live/7", { headers: "Connection: Upgrade\r\nUpgrade: test\r\n" });
    await client.until(/426/);
    client.reset();
    assert.equal(requests(recorder, "/live/:room", "426"), 1);
  });

  it("counts a request once when it is observed twice", async (t) => {
    const { app, ask, recorder, host } = observed(t);
    app.register(observeFastify(host));
    app.get("/twice", () => "answered");
    await ask("/twice");
    await recorder.until(() => requests(recorder, "/twice", "200") === 1);
    await ask("/twice");
    await recorder.until(() => requests(recorder, "/twice", "200") === 2);
  });

  it("leaves the requests of other servers in the process alone", async (t) => {
    const { app, ask, recorder } = observed(t);
    app.get("/mine", () => "answered");
    const other = Fastify();
    t.after(() => other.close());
    other.get("/theirs", () => "answered");
    await (await fetch(`${await other.listen({ port: 0 })}/theirs`)).text();
    await ask("/mine");
    await recorder.until(() => requests(recorder, "/mine", "200") === 1);
    assert.deepEqual(
      [...new Set(recorder.labelsOf(httpRequests).map(({ endpoint }) => endpoint))],
      ["/mine"],
    );
  });
});

/** An application that the plugin observes, and a way to ask it; closed after the test. */
function observed(t: TestContext, app: FastifyInstance = Fastify()) {
  const recorder = new MemoryRecorder();
  const warnings: object[] = [];
  const logger = { ...silentLogger, warn: (fields: object) => void warnings.push(fields) };
  const host = { recorder, clock: new ManualClock(), logger };
  app.register(observeFastify(host));
  t.after(() => app.close());
  const listen = async () => {
    if (!app.server.listening) await app.listen({ port: 0, host: "127.0.0.1" });
    return portOf(app);
  };
  const ask = async (path: string, headers = {}) => {
    await (await fetch(`http://127.0.0.1:${await listen()}${path}`, { headers })).text();
  };
  return { app, ask, host, listen, recorder, warnings };
}

function addressesOf(app: FastifyInstance): AddressInfo[] {
  return app.addresses() as AddressInfo[];
}

function portOf(app: FastifyInstance): number {
  return addressesOf(app)[0]!.port;
}

function requests(recorder: MemoryRecorder, endpoint: string, status_code: string): number | undefined {
  return recorder.read(httpRequests, { method: "GET", endpoint, status_code })?.value;
}

describe("a request that is injected and not received", () => {
  it("is answered, and not counted", async (t) => {
    const recorder = new MemoryRecorder();
    const app = Fastify();
    t.after(() => app.close());
    await app.register(observeFastify({ recorder, clock: new ManualClock(), logger: silentLogger }));
    app.get("/users/:id", () => "user");
    assert.equal((await app.inject("/users/1")).payload, "user");
    const labels = { method: "GET", endpoint: "/users/:id", status_code: "200" };
    assert.equal(recorder.read(httpRequests, labels)?.value, 0);
    assert.equal(recorder.read(httpRequestsInFlight)?.value ?? 0, 0);
  });
});
