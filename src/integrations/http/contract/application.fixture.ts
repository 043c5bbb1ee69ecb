import type { Server } from "node:http";
import type { TestContext } from "node:test";
import { type Host, type Labels, ManualClock, silentLogger } from "../../../model/index.ts";
import { MemoryRecorder } from "../memory-recorder.fixture.ts";
import { httpActiveConnections, httpRequests, httpRequestsInFlight } from "../metrics.ts";
import { RawClient } from "../raw-client.fixture.ts";

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

class AskingClient extends RawClient {
  asking(path: string, request?: { method?: string; headers?: string }): this {
    this.get(path, request);
    return this;
  }
}

/** A running application of the contract, what it recorded, and clients for it; all gone after the test. */
export async function startContract(t: TestContext, make: MakeServer) {
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
