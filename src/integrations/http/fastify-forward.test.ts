import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { describe, it, type TestContext } from "node:test";
import Fastify, { type FastifyInstance } from "fastify";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { observeFastify } from "./fastify.ts";
import { forwardTo } from "./fastify-forward.ts";
import { MemoryRecorder } from "./memory-recorder.fixture.ts";
import { httpRequests, httpRequestsInFlight } from "./metrics.ts";
import { RawClient } from "./raw-client.fixture.ts";

describe("the forwarder", () => {
  it("passes each of Farol's paths on, and the answer back", async (t) => {
    const { url } = await start(t, (request, response) => {
      response.setHeader("x-from", "engine").end(`${request.method} ${request.url}`);
    });
    for (const path of [
      "/metrics?name=x",
      "/health/live",
      "/health/ready",
      "/farol",
      "/farol/",
      "/farol/a/b.js",
      "/api/v1/monitoring/health",
      "/runbooks/",
      "/runbooks/RB-001-incident-response.md",
    ]) {
      const answer = await fetch(url + path);
      assert.equal(answer.headers.get("x-from"), "engine");
      assert.equal(await answer.text(), `GET ${path}`);
    }
  });

  it("passes status and body on untouched, whatever their type, declared or streamed", async (t) => {
    const { url } = await start(t, async (request, response) => {
      response.writeHead(201, { "x-length": request.headers["content-length"] ?? "none" });
      request.pipe(response);
    });
    const send = (body: string | ReadableStream, type: string) =>
      fetch(`${url}/api/v1/monitoring/cache/clear`, {
        method: "POST",
        body,
        headers: { "content-type": type },
        duplex: "half",
      } as RequestInit);
    const declared = await send("{ not json", "application/json");
    assert.deepEqual([declared.status, declared.headers.get("x-length")], [201, "10"]);
    assert.equal(await declared.text(), "{ not json");
    const streamed = await send(
      ReadableStream.from([Buffer.from("a"), Buffer.from("b")]),
      "text/x-unheard-of",
    );
    assert.deepEqual([streamed.headers.get("x-length"), await streamed.text()], ["none", "ab"]);
  });

  it("tells the engine who asks, and drops what belongs to one connection", async (t) => {
    const { port } = await start(t, (request, response) => {
      response.setHeader("keep-alive", "timeout=99").end(JSON.stringify(request.headers));
    });
    const client = clientOf(t, port);
    client.get("/metrics", {
      headers: "x-farol-client: 1.1.1.1\r\nConnection: x-hop\r\nx-hop: 1\r\nx-forwarded-for: 203.0.113.9\r\n",
    });
    const answer = await client.until(/\}/);
    assert.doesNotMatch(answer, /timeout=99|x-hop/);
    assert.match(answer, /"x-farol-client":"203\.0\.113\.9"/);
    assert.match(answer, /"host":"test"/);
  });

  it("answers 502 with a problem document while the engine is away", async (t) => {
    const { url, engine } = await start(t, () => {});
    engine.close();
    await once(engine, "close");
    const answer = await fetch(`${url}/metrics`);
    assert.equal(answer.status, 502);
    assert.equal(answer.headers.get("content-type"), "application/problem+json");
    assert.equal(((await answer.json()) as { status: number }).status, 502);
  });

  it("ends the engine's work when the client goes away", async (t) => {
    const asked = Promise.withResolvers<IncomingMessage>();
    const { port } = await start(t, (request) => asked.resolve(request));
    const client = clientOf(t, port);
    client.get("/farol/events");
    const gone = once((await asked.promise).socket, "close");
    client.reset();
    await gone;
  });

  it("cuts the response off when the engine breaks in the middle of it", async (t) => {
    const { port } = await start(t, (_request, response) => {
      response.writeHead(200, { "content-length": 100 }).write("half", () => response.destroy());
    });
    const client = clientOf(t, port);
    client.get("/metrics");
    assert.match(await client.end(), /half$/);
  });

  for (const when of ["before", "after"] as const) {
    it(`leaves a route of the application's own in place that was added ${when} it, and says so`, async (t) => {
      const warnings: object[] = [];
      const own = (app: FastifyInstance) => app.get("/metrics", () => "own");
      const { url } = await start(t, (_request, response) => response.end("engine"), {
        [when]: own,
        warnings,
      });
      assert.equal(await (await fetch(`${url}/metrics`)).text(), "own");
      assert.equal(await (await fetch(`${url}/health/live`)).text(), "engine");
      assert.deepEqual(warnings, [{ path: "/metrics" }]);
    });
  }

  it("comes before a route of the application's that takes everything", async (t) => {
    const { url } = await start(t, (_request, response) => response.end("engine"), {
      before: (app) => app.get("/*", () => "page"),
      after: (app) => app.get("/:page", () => "page"),
    });
    assert.equal(await (await fetch(`${url}/metrics`)).text(), "engine");
    assert.equal(await (await fetch(`${url}/metric`)).text(), "page");
  });

  it("is not counted", async (t) => {
    const recorder = new MemoryRecorder();
    const host = { recorder, clock: new ManualClock(), logger: silentLogger };
    const { url } = await start(
      t,
      (_request, response) => {
        response.end(String(recorder.read(httpRequestsInFlight)?.value));
      },
      {
        before: (app) => {
          app.register(observeFastify(host));
        },
      },
    );
    assert.equal(await (await fetch(`${url}/metrics`)).text(), "0");
    assert.deepEqual(recorder.labelsOf(httpRequests), []);
  });
});

interface Application {
  before?: (app: FastifyInstance) => void;
  after?: (app: FastifyInstance) => void;
  warnings?: object[];
}

/** An application in front of an engine that answers as told. */
async function start(
  t: TestContext,
  engineAnswers: RequestListener,
  { before, after, warnings }: Application = {},
) {
  const engine = createServer(engineAnswers);
  await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
  const { port: enginePort } = engine.address() as { port: number };
  const logger = { ...silentLogger, warn: (fields: object) => void warnings?.push(fields) };
  const app = Fastify();
  before?.(app);
  app.register(forwardTo({ port: () => enginePort, logger }));
  after?.(app);
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  t.after(async () => {
    await app.close();
    stop(engine);
  });
  return { url, engine, port: Number(new URL(url).port) };
}

function stop(engine: Server): void {
  engine.closeAllConnections();
  engine.close();
}

function clientOf(t: TestContext, port: number): RawClient {
  const client = new RawClient(port);
  t.after(() => client.socket.destroy());
  return client;
}
