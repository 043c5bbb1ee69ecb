import assert from "node:assert/strict";
import { once } from "node:events";
import {
  Agent,
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { Readable, type Stream } from "node:stream";
import { describe, it, type TestContext } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { forward } from "./forward.ts";
import { RawClient } from "./raw-client.fixture.ts";

const PIECE = 64 * 1024;
/** More than the kernel keeps on the way. */
const PIECES = 1000;

describe("forward", () => {
  it("passes repeated headers on as they came, both ways", async (t) => {
    const { client } = await start(t, ({ rawHeaders }, response) => {
      response.setHeader("set-cookie", ["a=1", "b=2"]).end(JSON.stringify(rawHeaders));
    });
    client.get("/", { headers: "X-Twice: 1\r\nx-other: 2\r\nX-Twice: 3\r\n" });
    const answer = await client.until(/\]$/);
    assert.match(answer, /"X-Twice","1","x-other","2","X-Twice","3"/);
    assert.match(answer, /set-cookie: a=1\r\nset-cookie: b=2\r\n/);
  });

  it("uses a connection to the target again, and leaves the client's open", async (t) => {
    const { client, target } = await start(t, (request, response) => response.end(`<${request.url}>`));
    let connections = 0;
    target.on("connection", () => connections++);
    for (const path of ["/1", "/2", "/3"]) {
      client.get(path);
      await client.until(new RegExp(`<${path}>`));
    }
    assert.equal(connections, 1);
  });

  for (const [method, status] of [["HEAD", 200] as const, ["GET", 204] as const, ["GET", 304] as const]) {
    it(`passes on that an answer has no body: ${method}, ${status}`, async (t) => {
      const { client } = await start(t, (request, response) => {
        if (request.url === "/next") response.end("next");
        else response.writeHead(status, status === 204 ? {} : { "content-length": 7 }).end();
      });
      client.get("/", { method });
      const head = await client.until(/\r\n\r\n/);
      assert.match(head, new RegExp(`^HTTP/1.1 ${status} `));
      assert.equal(/content-length: 7/i.test(head), status !== 204);
      client.get("/next");
      assert.match(await client.until(/next$/), /\r\n\r\nHTTP\/1\.1 200 /);
    });
  }

  for (const method of ["GET", "POST", "DELETE"]) {
    it(`lets no client hide a request in the body of its ${method}`, async (t) => {
      const bodies: [url: string | undefined, body: string][] = [];
      const { client } = await start(t, async (request, response) => {
        bodies.push([request.url, Buffer.concat(await request.toArray()).toString()]);
        response.end("done");
      });
      const hidden = "GET /hidden HTTP/1.1\r\nHost: localhost\r\nx-farol-client: 127.0.0.1\r\n\r\n";
      const headers = `Connection: Content-Length\r\nContent-Length: ${hidden.length}\r\n`;
      client.get("/open", { method, headers });
      client.socket.write(hidden);
      await client.until(/done/);
      assert.deepEqual(bodies, [["/open", hidden]]);
    });
  }

  it("takes no more of an answer than the client does", async (t) => {
    const body = pieces();
    const { client } = await start(t, (_request, response) => body.readable.pipe(response));
    client.socket.pause();
    client.get("/");
    await atRest(body);
    assert.ok(body.taken() < PIECES);
    client.socket.resume();
    await once(body.readable, "end");
  });

  it("takes no more of a body than the target does", async (t) => {
    const body = pieces();
    const asked = Promise.withResolvers<[IncomingMessage, ServerResponse]>();
    const { client } = await start(t, (...exchange) => asked.resolve(exchange));
    client.get("/", { method: "POST", headers: `Content-Length: ${PIECES * PIECE}\r\n` });
    body.readable.pipe(client.socket, { end: false });
    const [request, response] = await asked.promise;
    await atRest(body);
    assert.ok(body.taken() < PIECES);
    request.resume().on("end", () => response.end("all of it"));
    await client.until(/all of it/);
  });

  it("ends the target's work when the client goes away within its body", async (t) => {
    const asked = Promise.withResolvers<IncomingMessage>();
    const { client } = await start(t, (request) => asked.resolve(request));
    client.get("/", { method: "POST", headers: "Content-Length: 10\r\n" });
    client.socket.write("half");
    const gone = closed((await asked.promise).socket);
    client.reset();
    await gone;
  });

  it("answers the connection's next request though the target wanted nothing of a body", async (t) => {
    const { client } = await start(t, (request, response) => {
      if (request.method === "POST") response.writeHead(413).end("too long");
      else response.end("next");
    });
    client.get("/", { method: "POST", headers: `Content-Length: ${PIECE * PIECES}\r\n` });
    const { readable } = pieces();
    readable.pipe(client.socket, { end: false });
    await Promise.all([client.until(/too long/), once(readable, "end")]);
    client.get("/");
    await client.until(/next/);
  });

  it("answers 502 also to a body, and the connection's next request after it", async (t) => {
    const { client, target } = await start(t, () => {});
    target.close();
    await once(target, "close");
    for (const count of [1, 2]) {
      client.get("/", { method: "POST", headers: "Content-Length: 4\r\n" });
      client.socket.write("body");
      await client.until(new RegExp(`(HTTP/1.1 502 [^]*cannot be reached[^]*){${count}}`));
    }
  });

  it("outlives an application that ends the response before what is written to it", async (t) => {
    const asked = Promise.withResolvers<ServerResponse>();
    const { client, responses } = await start(t, (_request, response) => asked.resolve(response));
    client.get("/");
    const answer = await asked.promise;
    responses[0]!.once("pipe", () => responses[0]!.end());
    const gone = closed(answer);
    answer.write("more");
    await gone;
  });

  it("leaves a response alone that the application has answered meanwhile", async (t) => {
    const asked = Promise.withResolvers<ServerResponse>();
    const { client, responses } = await start(t, (_request, response) => asked.resolve(response));
    client.get("/");
    const late = await asked.promise;
    responses[0]!.writeHead(504).write("too late");
    const gone = closed(late);
    late.write("late");
    await gone;
    responses[0]!.end(", sorry");
    assert.match(await client.until(/sorry/), /^HTTP\/1\.1 504 /);
  });
});

/** A server that forwards everything to a target that answers as told, and a client of its. */
async function start(t: TestContext, answer: RequestListener) {
  const agent = new Agent({ keepAlive: true });
  const target = createServer(answer);
  const port = await listen(target);
  const responses: ServerResponse[] = [];
  const server = createServer((request, response) => {
    responses.push(response);
    forward(request, response, { port: () => port, agent });
  });
  const client = new RawClient(await listen(server));
  t.after(() => {
    client.socket.destroy();
    agent.destroy();
    for (const one of [server, target]) one.closeAllConnections();
    for (const one of [server, target]) one.close();
  });
  return { client, target, responses };
}

/** Waits for the end, be it with an error or without. */
function closed(stream: Stream): Promise<unknown> {
  return new Promise((resolve) => stream.once("close", resolve));
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A long body, and how many of its pieces were taken so far. */
function pieces() {
  let taken = 0;
  const piece = Buffer.alloc(PIECE, "x");
  const readable = new Readable({
    read() {
      this.push(taken < PIECES ? piece : null);
      if (taken < PIECES) taken++;
    },
  });
  return { readable, taken: () => taken };
}

/** Waits until nothing of a body has moved for many turns of the event loop. */
async function atRest({ taken }: ReturnType<typeof pieces>): Promise<void> {
  for (let still = 0, before = -1; still < 200; still = taken() === before ? still + 1 : 0) {
    before = taken();
    await turn();
  }
}
