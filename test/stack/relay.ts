import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server between Prometheus and its target that decides which format is asked for. */
export interface Relay {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers each path of `formats` with what `target` answers to its Accept header. Prometheus 2.42 itself always prefers
 * OpenMetrics.
 */
export async function startRelay(target: string, formats: Readonly<Record<string, string>>): Promise<Relay> {
  const server = createServer(async (request, response) => {
    const accept = formats[request.url ?? ""];
    if (accept === undefined) {
      response.writeHead(404).end();
      return;
    }
    const answer = await fetch(target, { headers: { accept } });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}
