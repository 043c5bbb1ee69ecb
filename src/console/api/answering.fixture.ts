import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { Client } from "./client.ts";

/** A status and a body of JSON. */
export type Answering = readonly [status: number, body: unknown];

/** A client of a server that answers so; closed after the test. Returned with the addresses that were asked. */
export async function clientOf(t: TestContext, answer: (url: URL) => Answering | undefined) {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, "http://localhost");
    asked.push(url);
    const [status, body] = answer(url) ?? [404, { title: "Nothing", detail: `nothing at ${url.pathname}` }];
    response.writeHead(status).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { signal } = new AbortController();
  return { client: new Client({ origin, token: () => undefined }), asked, signal };
}

/** What Prometheus answers. */
export function yielding(resultType: string, ...result: readonly unknown[]): Answering {
  return [200, { status: "success", data: { resultType, result } }];
}
