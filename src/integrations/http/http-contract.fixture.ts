import assert from "node:assert/strict";
import { channel } from "node:diagnostics_channel";
import type { Server } from "node:http";
import { describe, it, type TestContext } from "node:test";
import { type Host, type Labels, ManualClock, silentLogger } from "../../model/index.ts";
import { MemoryRecorder } from "./memory-recorder.fixture.ts";
import {
  httpActiveConnections,
  httpRequestDuration,
  httpRequestSize,
  httpRequests,
  httpRequestsInFlight,
  httpResponseSize,
} from "./metrics.ts";
import { RawClient } from "./raw-client.fixture.ts";

/** A route that waits: `/slow` calls `reached` and answers when `opened` resolves. */
export interface Gate {
  reached(): void;
  readonly opened: Promise<void>;
}

/** A listening application. */
export interface ContractServer {
  readonly server: Server;
  /** Ends the observation. */
  stop(): void;
  close(): Promise<unknown>;
}

/**
 * Makes an observed application of one framework, which listens on a free port of 127.0.0.1 and answers:
 * - `GET /users/:id` with `user` and a content-length; `POST /users/:id` with 201 once it has read the body, of any type
 * - `GET /items/:item`, in a part of the application that is mounted at `/shop`, with `item`
 * - `GET /throws` by throwing
 * - `GET /stream` with three pieces `piece` and no content-length
 * - `GET /slow` with `slow`, behind the gate
 * - `GET /half` with a content-length of 100 and 4 bytes, and destroys the response then
 * - `GET /unchanged` with 304
 * - `GET /hints` with early hints (103), then 200
 */
export type MakeServer = (host: Host, gate: Gate) => Promise<ContractServer>;

/** What every framework's adapter must do. */
export function httpContract(make: MakeServer): void {
  describe("routes", () => routes(make));
  describe("methods and statuses", () => statuses(make));
  describe("sizes and durations", () => measures(make));
  describe("connections", () => connections(make));
  describe("exchanges that are cut off", () => cutOffs(make));
  describe("upgrades", () => upgrades(make));
  describe("the end of the observation", () => endings(make));
}

function routes(make: MakeServer): void {
  it("counts a request under its route's template", async (t) => {
    const { get, counts } = await start(t, make);
    await get("/users/1");
    await get("/users/2?x=1");
    assert.deepEqual(counts(), { "GET /users/:id 200": 2 });
  });

  it("names the prefix that a route is mounted at", async (t) => {
    const { get, counts } = await start(t, make);
    await get("/shop/items/7");
    assert.deepEqual(counts(), { "GET /shop/items/:item 200": 1 });
  });

  it("counts what no route matches in one bucket, whatever the path", async (t) => {
    const { get, counts } = await start(t, make);
    for (const path of ["/wp-admin", "/.env", "/users", "/shop/nothing", "/%E0%A4"]) await get(path);
    const unmatched = Object.entries(counts()).filter(([key]) => key.startsWith("GET unmatched 4"));
    assert.equal(unmatched.length, Object.keys(counts()).length);
    assert.equal(
      unmatched.reduce((sum, [, count]) => sum + count, 0),
      5,
    );
  });

  it("counts a thrown error under the route that threw it", async (t) => {
    const { get, counts } = await start(t, make);
    await get("/throws");
    assert.deepEqual(counts(), { "GET /throws 500": 1 });
  });
}

function statuses(make: MakeServer): void {
  it("counts HEAD as a method of its own, with no body", async (t) => {
    const { client, counts, recorder, settled } = await start(t, make);
    await client()
      .asking("/users/1", { method: "HEAD" })
      .until(/\r\n\r\n/);
    await settled();
    assert.deepEqual(counts(), { "HEAD /users/:id 200": 1 });
    const series = recorder.read(httpResponseSize, { method: "HEAD", endpoint: "/users/:id" });
    assert.deepEqual(series?.observations, [0]);
  });

  it("counts methods outside the closed set as OTHER", async (t) => {
    const { client, counts } = await start(t, make);
    await client()
      .asking("/users/1", { method: "PURGE" })
      .until(/\r\n\r\n/);
    assert.deepEqual(counts(), { "OTHER unmatched 404": 1 });
  });

  it("counts 304 with no body", async (t) => {
    const { get, counts, recorder } = await start(t, make);
    await get("/unchanged");
    assert.deepEqual(counts(), { "GET /unchanged 304": 1 });
    const series = recorder.read(httpResponseSize, { method: "GET", endpoint: "/unchanged" });
    assert.deepEqual(series?.observations, [0]);
  });

  it("counts the final status after early hints", async (t) => {
    const { client, counts, settled } = await start(t, make);
    await client()
      .asking("/hints")
      .until(/HTTP\/1\.1 103[\s\S]*HTTP\/1\.1 200/);
    await settled();
    assert.deepEqual(counts(), { "GET /hints 200": 1 });
  });

  it("counts a request that waits for 100-continue once", async (t) => {
    const { client, counts, settled } = await start(t, make);
    const asked = client().asking("/users/1", {
      method: "POST",
      headers: "Expect: 100-continue\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n",
    });
    await asked.until(/HTTP\/1\.1 100/);
    asked.socket.write("body");
    await asked.until(/HTTP\/1\.1 201/);
    await settled();
    assert.deepEqual(counts(), { "POST /users/:id 201": 1 });
  });

  it("counts bytes that are no request as refused", async (t) => {
    const { client, counts, recorder } = await start(t, make);
    client().socket.write("this is not HTTP\r\n\r\n");
    await recorder.until(() => counts()["OTHER unmatched 400"] === 1);
    assert.deepEqual(counts(), { "OTHER unmatched 400": 1 });
  });

  it("counts a request without a host as refused", async (t) => {
    const { client, counts, recorder } = await start(t, make);
    client().socket.write("GET /users/1 HTTP/1.1\r\n\r\n");
    await recorder.until(() => counts()["GET unmatched 400"] === 1);
    assert.deepEqual(counts(), { "GET unmatched 400": 1 });
  });
}

function measures(make: MakeServer): void {
  it("measures from the request's head to the response's end", async (t) => {
    const { client, clock, gate, recorder, settled } = await start(t, make);
    const asked = client().asking("/slow");
    await gate.arrived;
    clock.advance(250);
    gate.open();
    await asked.until(/slow/);
    await settled();
    const series = recorder.read(httpRequestDuration, { method: "GET", endpoint: "/slow" });
    assert.deepEqual(series?.observations, [0.25]);
  });

  it("observes the declared sizes of both bodies", async (t) => {
    const { url, recorder, settled } = await start(t, make);
    await (await fetch(`${url}/users/1`, { method: "POST", body: "twelve bytes" })).text();
    await (await fetch(`${url}/users/1`)).text();
    await settled();
    const sizes = (method: string) => {
      const labels = { method, endpoint: "/users/:id" };
      return [httpRequestSize, httpResponseSize].map((it) => recorder.read(it, labels)?.observations);
    };
    assert.deepEqual(sizes("POST")[0], [12]);
    assert.deepEqual(sizes("GET"), [[0], [4]]);
  });

  it("counts the bytes of a streamed request, without their framing", async (t) => {
    const { client, recorder, settled } = await start(t, make);
    const asked = client().asking("/users/1", {
      method: "POST",
      headers: "Transfer-Encoding: chunked\r\nContent-Type: text/plain\r\n",
    });
    asked.socket.write("5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n");
    await asked.until(/HTTP\/1\.1 201/);
    await settled();
    const series = recorder.read(httpRequestSize, { method: "POST", endpoint: "/users/:id" });
    assert.deepEqual(series?.observations, [11]);
  });

  it("counts the bytes of a streamed response, also after another one on the connection", async (t) => {
    const { client, counts, recorder, settled } = await start(t, make);
    const asked = client().asking("/users/1");
    await asked.until(/user$/);
    const before = asked.socket.bytesRead;
    asked.get("/stream");
    await asked.until(/0\r\n\r\n$/);
    await settled();
    assert.equal(counts()["GET /stream 200"], 1);
    const series = recorder.read(httpResponseSize, { method: "GET", endpoint: "/stream" });
    assert.deepEqual(series?.observations, [asked.socket.bytesRead - before]);
  });

  it("keeps the trace id of a request that its caller samples as an exemplar", async (t) => {
    const { client, recorder, settled } = await start(t, make);
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const ask = async (traceparent: string) => {
      await client()
        .asking("/users/1", { headers: `traceparent: ${traceparent}\r\n` })
        .until(/user$/);
      await settled();
    };
    await ask(`00-${traceId}-b7ad6b7169203331-01`);
    await ask(`00-${"a".repeat(32)}-b7ad6b7169203331-00`);
    await ask("00-nonsense-01");
    const series = recorder.read(httpRequestDuration, { method: "GET", endpoint: "/users/:id" });
    assert.deepEqual(series?.traceIds, [traceId]);
    assert.equal(series?.observations.length, 3);
  });
}

function connections(make: MakeServer): void {
  it("counts each request of a connection that is kept alive, and the connection once", async (t) => {
    const { client, counts, gauges, recorder } = await start(t, make);
    const asked = client().asking("/users/1");
    await asked.until(/user$/);
    asked.get("/users/2");
    await asked.until(/user[\s\S]*user$/);
    assert.deepEqual(gauges(), { connections: 1, inFlight: 0 });
    asked.socket.end();
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET /users/:id 200": 2 });
  });

  it("follows every request that a client pipelines", async (t) => {
    const { client, counts, gate, gauges, recorder, settled } = await start(t, make);
    const asked = client();
    asked.get("/slow");
    asked.get("/users/1");
    asked.get("/stream");
    await recorder.until(() => gauges().inFlight === 3);
    await gate.arrived;
    assert.deepEqual(counts(), {});
    gate.open();
    await asked.until(/slow[\s\S]*user[\s\S]*0\r\n\r\n$/);
    await settled();
    assert.deepEqual(counts(), { "GET /slow 200": 1, "GET /users/:id 200": 1, "GET /stream 200": 1 });
    const size = recorder.read(httpResponseSize, { method: "GET", endpoint: "/stream" });
    assert.ok(size!.observations[0]! < 400, "the responses before it are not part of its size");
  });
}

function cutOffs(make: MakeServer): void {
  for (const leave of ["reset", "end"] as const) {
    it(`counts a client that goes away (${leave}) as 499, once, though the answer comes later`, async (t) => {
      const { client, counts, gate, gauges, get, recorder } = await start(t, make);
      const asked = client().asking("/slow");
      await gate.arrived;
      assert.deepEqual(gauges(), { connections: 1, inFlight: 1 });
      if (leave === "reset") asked.reset();
      else asked.socket.end();
      await recorder.until(() => gauges().connections === 0);
      assert.deepEqual(gauges(), { connections: 0, inFlight: 0 });
      gate.open();
      await get("/users/1");
      assert.deepEqual(counts(), { "GET /slow 499": 1, "GET /users/:id 200": 1 });
      assert.equal(gauges().inFlight, 0);
    });
  }

  it("counts every pipelined request of a client that goes away", async (t) => {
    const { client, counts, gate, gauges, recorder } = await start(t, make);
    const asked = client();
    asked.get("/slow");
    asked.get("/users/1");
    await gate.arrived;
    await recorder.until(() => gauges().inFlight === 2);
    asked.reset();
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET /slow 499": 1, "GET /users/:id 499": 1 });
    assert.equal(gauges().inFlight, 0);
  });

  it("counts a client that goes away in the middle of its body as 499", async (t) => {
    const { client, counts, gauges, recorder } = await start(t, make);
    const asked = client().asking("/users/1", {
      method: "POST",
      headers: "Content-Type: text/plain\r\nContent-Length: 100\r\n",
    });
    await recorder.until(() => gauges().inFlight === 1);
    asked.socket.end("half");
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "POST /users/:id 499": 1 });
    assert.equal(gauges().inFlight, 0);
  });

  it("counts a response that the application destroys as 500", async (t) => {
    const { client, counts, gauges, recorder } = await start(t, make);
    const asked = client().asking("/half");
    assert.match(await asked.end(), /half$/);
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET /half 500": 1 });
    assert.equal(gauges().inFlight, 0);
  });

  it("counts a connection that the server destroys as 500", async (t) => {
    const { client, counts, gate, gauges, recorder, server } = await start(t, make);
    client().get("/slow");
    await gate.arrived;
    server.closeAllConnections();
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET /slow 500": 1 });
  });
}

const UPGRADE = { headers: "Connection: Upgrade\r\nUpgrade: test\r\n" };

function upgrades(make: MakeServer): void {
  it("leaves a server that takes no upgrades as it is", async (t) => {
    const { client, counts, server, settled } = await start(t, make);
    assert.equal(server.listenerCount("upgrade"), 0);
    await client().asking("/users/1", UPGRADE).until(/user$/);
    await settled();
    assert.deepEqual(counts(), { "GET /users/:id 200": 1 });
  });

  it("counts an upgrade with 101 when it is granted, not when it ends", async (t) => {
    const { client, counts, gauges, server } = await start(t, make);
    server.on("upgrade", (_request, socket) => {
      socket.on("error", () => {});
      socket.write("HTTP/1.1 101 Switching Protocols\r\n\r\nhello");
    });
    const asked = client().asking("/live", UPGRADE);
    await asked.until(/hello/);
    assert.deepEqual(counts(), { "GET unmatched 101": 1 });
    assert.deepEqual(gauges(), { connections: 1, inFlight: 0 });
    asked.reset();
  });

  it("counts a refused upgrade with its status", async (t) => {
    const { client, counts, recorder, gauges, server } = await start(t, make);
    server.on("upgrade", (_request, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
    const asked = client().asking("/live", UPGRADE);
    await asked.until(/403/);
    asked.socket.end();
    await recorder.until(() => gauges().connections === 0);
    assert.deepEqual(counts(), { "GET unmatched 403": 1 });
  });

  it("goes when the application's last listener goes", async (t) => {
    const { server } = await start(t, make);
    const listener = () => {};
    server.on("upgrade", listener);
    assert.equal(server.listenerCount("upgrade"), 2);
    server.off("upgrade", listener);
    assert.equal(server.listenerCount("upgrade"), 0);
  });
}

function endings(make: MakeServer): void {
  it("leaves nothing behind on the server, on its sockets and on node's channels", async (t) => {
    const { client, counts, gauges, server, stop } = await start(t, make);
    const asked = client().asking("/users/1");
    await asked.until(/user$/);
    stop();
    assert.deepEqual(gauges(), { connections: 0, inFlight: 0 });
    const events = ["connection", "upgrade", "newListener", "removeListener"];
    assert.deepEqual(
      events.map((event) => server.listenerCount(event)),
      [1, 0, 0, 0],
    );
    assert.equal(channel("http.server.request.start").hasSubscribers, false);
    assert.equal(channel("http.server.response.finish").hasSubscribers, false);
    asked.get("/users/2");
    await asked.until(/user[\s\S]*user$/);
    assert.deepEqual(counts(), { "GET /users/:id 200": 1 });
  });

  it("counts the requests that a closing server still answers", async (t) => {
    const { client, close, counts, gate, gauges } = await start(t, make);
    const asked = client().asking("/slow");
    await gate.arrived;
    const closed = close();
    gate.open();
    await asked.until(/slow/);
    asked.socket.end();
    await closed;
    assert.deepEqual(counts(), { "GET /slow 200": 1 });
    assert.deepEqual(gauges(), { connections: 0, inFlight: 0 });
  });
}

class AskingClient extends RawClient {
  asking(path: string, request?: { method?: string; headers?: string }): this {
    this.get(path, request);
    return this;
  }
}

/** A running application of the contract, what it recorded, and clients for it; all gone after the test. */
async function start(t: TestContext, make: MakeServer) {
  const recorder = new MemoryRecorder();
  const clock = new ManualClock();
  const gate = newGate();
  const made = await make({ recorder, clock, logger: silentLogger }, gate);
  const { port } = made.server.address() as { port: number };
  const clients: RawClient[] = [];
  let closed: Promise<unknown> | undefined;
  const close = () => {
    closed ??= made.close();
    return closed;
  };
  t.after(async () => {
    gate.open();
    for (const each of clients) each.socket.destroy();
    await close();
  });
  const value = (it: typeof httpRequestsInFlight) => recorder.read(it)?.value;
  const settled = () => recorder.until(() => value(httpRequestsInFlight) === 0);
  const url = `http://127.0.0.1:${port}`;
  return {
    ...made,
    close,
    recorder,
    clock,
    gate,
    url,
    settled,
    client: () => {
      const client = new AskingClient(port);
      clients.push(client);
      return client;
    },
    get: async (path: string) => {
      await (await fetch(url + path, { headers: { connection: "close" } })).arrayBuffer();
      await settled();
    },
    gauges: () => ({ connections: value(httpActiveConnections), inFlight: value(httpRequestsInFlight) }),
    counts: () => countsOf(recorder),
  };
}

/** Requests by "method endpoint status"; those that never happened left out. */
function countsOf(recorder: MemoryRecorder): Record<string, number> {
  const key = ({ method, endpoint, status_code }: Labels) => `${method} ${endpoint} ${status_code}`;
  const all = recorder.labelsOf(httpRequests).map((it) => [key(it), recorder.read(httpRequests, it)!.value]);
  return Object.fromEntries(all.filter(([, count]) => count !== 0));
}

function newGate() {
  const arrived = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    reached: arrived.resolve,
    open: opened.resolve,
    arrived: arrived.promise,
    opened: opened.promise,
  };
}
