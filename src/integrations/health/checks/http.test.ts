import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { attempt } from "../attempt.ts";
import { httpCheck } from "./http.ts";

describe("httpCheck", () => {
  let server: Server;
  let url: string;
  let gone: Promise<unknown>;

  before(async () => {
    server = createServer((request, response) => {
      const status = Number(request.url!.slice(1));
      if (Number.isNaN(status)) gone = once(response, "close");
      else response.writeHead(status, { location: "/200" }).end("a body that nobody reads");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  const verdictOf = (path: string, timeoutMs = 5_000) =>
    attempt(httpCheck(`${url}/${path}`).run, timeoutMs).verdict;

  it("is named after the address's host, and optional", () => {
    const { name, severity } = httpCheck("https://scanner.local:8443/health");
    assert.deepEqual([name, severity], ["scanner.local:8443", "optional"]);
  });

  it("passes when the answer is one of success", async () => {
    assert.deepEqual(await verdictOf("204"), { passed: true, detail: "" });
    assert.equal((await verdictOf("200")).passed, true);
  });

  it("fails with the status when it is another, a redirect to a good page included", async () => {
    assert.deepEqual(await verdictOf("503"), { passed: false, detail: "answered 503" });
    assert.deepEqual(await verdictOf("302"), { passed: false, detail: "answered 302" });
  });

  it("ends its request at the time limit", async () => {
    assert.deepEqual(await verdictOf("hang", 50), { passed: false, detail: "gave no answer within 50 ms" });
    await gone;
  });
});
