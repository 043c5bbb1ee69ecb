import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, it } from "node:test";
import { ApiError, type ApiFault } from "./api-error.ts";
import { Client, type ClientOptions } from "./client.ts";

let server: Server | undefined;

async function clientOf(listener: RequestListener, options: Partial<ClientOptions> = {}): Promise<Client> {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return new Client({ origin: `http://127.0.0.1:${port}`, token: () => undefined, ...options });
}

const answering =
  (status: number, body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status).end(body);
  };

async function faultOf(asked: Promise<unknown>): Promise<ApiFault> {
  try {
    await asked;
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    return error.fault;
  }
  return assert.fail("the call did not fail");
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe("the API's client", () => {
  it("sends parameters and the token, and reads JSON", async () => {
    let seen: IncomingMessage | undefined;
    const client = await clientOf(
      (request, response) => {
        seen = request;
        response.end('{"value":1}');
      },
      { token: () => "secret" },
    );
    const parameters = { by: "method,endpoint", end: 1.5 };
    assert.deepEqual(await client.get("/metrics/a", { parameters }), { value: 1 });
    assert.equal(seen?.url, "/metrics/a?by=method%2Cendpoint&end=1.5");
    assert.equal(seen?.headers.authorization, "Bearer secret");
  });

  it("sends no token when there is none", async () => {
    let authorization: string | undefined = "unseen";
    const client = await clientOf((request, response) => {
      authorization = request.headers.authorization;
      response.end("{}");
    });
    await client.get("/");
    assert.equal(authorization, undefined);
  });

  it("tells a refusal in the words of its problem document", async () => {
    const client = await clientOf(answering(400, '{"title":"Bad range","detail":"start is after end"}'));
    assert.deepEqual(await faultOf(client.get("/")), {
      kind: "refused",
      status: 400,
      title: "Bad range",
      detail: "start is after end",
    });
  });

  it("tells a refusal without a problem document by its status", async () => {
    const client = await clientOf(answering(502, "<html>"));
    const fault = await faultOf(client.get("/"));
    assert.deepEqual(fault, { kind: "refused", status: 502, title: "HTTP 502", detail: "HTTP 502" });
  });

  it("knows that a token is wanted", async () => {
    const client = await clientOf(answering(401, '{"title":"Unauthorized","detail":"send the token"}'));
    assert.deepEqual(await faultOf(client.get("/")), { kind: "unauthorized", detail: "send the token" });
  });

  it("tells Prometheus' error in its words", async () => {
    const body = '{"status":"error","errorType":"execution","error":"too many samples"}';
    assert.deepEqual(await faultOf((await clientOf(answering(422, body))).get("/")), {
      kind: "refused",
      status: 422,
      title: "Query failed (execution)",
      detail: "too many samples",
    });
  });

  it("does not take another server's 401 for its own", async () => {
    const client = await clientOf(answering(401, "Unauthorized"));
    const fault = await faultOf(client.get("/"));
    assert.deepEqual(fault, { kind: "refused", status: 401, title: "HTTP 401", detail: "HTTP 401" });
  });

  it("takes a status for an answer when it is told so", async () => {
    const client = await clientOf(answering(503, '{"status":"blocked"}'));
    assert.deepEqual(await client.get("/", { accepted: [503] }), { status: "blocked" });
  });

  it("says that nobody answers", async () => {
    const client = await clientOf((request) => request.socket.destroy());
    assert.deepEqual(await faultOf(client.get("/")), {
      kind: "unreachable",
      detail: "the server does not answer",
    });
  });

  it("says that the answer took too long", async () => {
    const client = await clientOf(() => {}, { timeoutMs: 20 });
    assert.deepEqual(await faultOf(client.get("/")), {
      kind: "unusable",
      detail: "no answer within 0.02 s",
    });
  });

  it("says that the answer cannot be read", async () => {
    const client = await clientOf(answering(200, "<html>"));
    assert.deepEqual(await faultOf(client.get("/")), {
      kind: "unusable",
      detail: "the answer is not JSON",
    });
  });

  it("ends with the caller's reason when the caller gives up", async () => {
    const abort = new AbortController();
    const client = await clientOf(() => abort.abort(new Error("not needed any more")));
    await assert.rejects(client.get("/", { signal: abort.signal }), /not needed any more/);
  });
});
