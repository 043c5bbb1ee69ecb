import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import { FarolError } from "../../../model/index.ts";
import { apiFor } from "./prometheus-api.fixture.ts";
import { Upstream } from "./upstream.ts";

/** Something that stands for a Prometheus; its address. */
async function standIn(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Says what it was asked. */
const echo: RequestListener = async (asked, response) => {
  const body = Buffer.concat(await asked.toArray()).toString();
  const { method, url, headers } = asked;
  response.setHeader("content-type", "application/json").end(JSON.stringify({ method, url, headers, body }));
};

test("each of the API's paths is passed on with method, parameters and form", async (t) => {
  const host = await standIn(t, echo);
  const { get, post } = await apiFor(t, { url: `http://${host}/prefix/` });
  const asked = (await get("query?query=up%7Ba%3D%22b%22%7D&time=1")).json;
  assert.deepEqual(
    [asked.method, asked.url],
    ["GET", "/prefix/api/v1/query?query=up%7Ba%3D%22b%22%7D&time=1"],
  );
  assert.equal(asked.headers.host, host);
  const posted = (await post("query_range?x=1", "query=up&start=0")).json;
  assert.deepEqual(
    [posted.method, posted.url, posted.body],
    ["POST", "/prefix/api/v1/query_range?x=1", "query=up&start=0"],
  );
  assert.equal(posted.headers["content-type"], "application/x-www-form-urlencoded");
  for (const path of ["status/buildinfo", "label/a%2Fb/values", "rules", "query_exemplars"])
    assert.equal((await get(path)).json.url, `/prefix/api/v1/${path}`);
});

test("what is not of the API is not passed on, such as Prometheus' own administration", async (t) => {
  const host = await standIn(t, () => assert.fail("it was asked"));
  const { get, method } = await apiFor(t, { url: `http://${host}` });
  for (const path of ["admin/tsdb/snapshot", "write", "../../-/quit", "status/../admin/tsdb/snapshot"])
    assert.equal((await get(path)).status, 404, path);
  assert.equal((await method("DELETE", "series")).status, 405);
});

test("the token and cookies stay here, and the address' credentials are sent", async (t) => {
  const host = await standIn(t, echo);
  const { get } = await apiFor(t, { url: `http://us%40er:p%3Ass@${host}` });
  const given = { authorization: "Bearer secret", cookie: "a=b", "x-farol-client": "::1", accept: "text/x" };
  const { headers } = (await get("query", given)).json;
  assert.equal(headers.authorization, `Basic ${Buffer.from("us@er:p:ss").toString("base64")}`);
  assert.deepEqual(
    [headers.cookie, headers["x-farol-client"], headers.accept],
    [undefined, undefined, "text/x"],
  );
  const open = await apiFor(t, { url: `http://${host}` });
  assert.equal((await open.get("query", given)).json.headers.authorization, undefined);
});

test("an answer comes back as it is, without what belongs to one connection", async (t) => {
  const error = { status: "error", errorType: "execution", error: "no" };
  const zipped = gzipSync(JSON.stringify(error));
  const host = await standIn(t, (_asked, response) => {
    response.writeHead(422, {
      "content-type": "application/json",
      "content-encoding": "gzip",
      "content-length": zipped.length,
      "set-cookie": "a=b",
      "keep-alive": "timeout=99",
      connection: "x-hop",
      "x-hop": "1",
      vary: "accept",
    });
    response.end(zipped);
  });
  const { get } = await apiFor(t, { url: `http://${host}` });
  const { status, headers, json } = await get("query", { "accept-encoding": "gzip" });
  assert.deepEqual([status, json], [422, error]);
  assert.equal(headers["content-length"], String(zipped.length));
  assert.deepEqual(
    [headers["set-cookie"], headers["x-hop"], headers.vary],
    [undefined, undefined, "accept, accept-encoding"],
  );
  assert.doesNotMatch(String(headers["keep-alive"]), /99/);
});

test("an answer is passed on while it comes, and what is asked ends when the client goes", async (t) => {
  const gone = Promise.withResolvers<void>();
  const host = await standIn(t, (_asked, response) => {
    response.write("first");
    response.once("close", () => gone.resolve());
  });
  const { base } = await apiFor(t, { url: `http://${host}` });
  const asked = request(`${base}query`).on("error", () => {});
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const [first] = await once(
    response.on("error", () => {}),
    "data",
  );
  assert.equal(String(first), "first");
  asked.destroy();
  await gone.promise;
});

test("a Prometheus that is away is named without its credentials", async (t) => {
  const host = await standIn(t, (asked) => asked.socket.destroy());
  const { get, post } = await apiFor(t, { url: `http://user:secret@${host}/prefix?token=secret` });
  const error = `the Prometheus at http://${host}/prefix cannot be reached (ECONNRESET)`;
  for (const answer of [await get("query?query=up"), await post("query", "query=up")])
    assert.deepEqual(
      [answer.status, answer.json],
      [502, { status: "error", errorType: "unavailable", error }],
    );
});

test("a Prometheus that is silent is not waited for without end", async (t) => {
  const host = await standIn(t, () => {});
  const upstream = new Upstream(`http://${host}`, 20);
  const { signal } = new AbortController();
  const asked = { method: "GET", headers: {} } as IncomingMessage;
  await assert.rejects(upstream.forward(asked, "/api/v1/query", signal), {
    errorType: "timeout",
    status: 503,
    message: `the Prometheus at http://${host} did not answer within 0.02 s`,
  });
  upstream.close();
});

test("what is no address of a Prometheus is refused at once, and not repeated", () => {
  for (const url of ["prometheus:9090", "ftp://user:secret@host", "", "//host"])
    assert.throws(
      () => new Upstream(url, 1000),
      (error) =>
        error instanceof FarolError &&
        error.code === "FAROL_PROMETHEUS_URL" &&
        !error.message.includes("secret"),
    );
});
