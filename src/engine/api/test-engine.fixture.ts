import { type IncomingHttpHeaders, request } from "node:http";
import type { TestContext } from "node:test";
import { gunzipSync } from "node:zlib";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { type EngineOptions, startEngine } from "../index.ts";
import { TestSlab } from "../slab/test-slab.fixture.ts";

export const API = "/api/v1/monitoring";
export const TICK_MS = 15_000;
export const TOKEN = "a-token-of-the-tests";
/** A whole multiple of every step that tests use. */
export const START_MS = 1_700_000_100_000 - (1_700_000_100_000 % 3_600_000);

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of it is what the test says.
  readonly json: any;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An engine that observes one thread, with a clock that stands still; closed after the test. */
export async function engineFor(t: TestContext, overrides: Partial<EngineOptions> = {}) {
  const clock = new ManualClock(START_MS);
  const slab = new TestSlab(0);
  slab.lifecycle("ready");
  slab.pulse(clock.now());
  const engine = await startEngine({
    service: "shop",
    version: "1.2.3",
    farolVersion: "0.1.0",
    tickMs: TICK_MS,
    port: 0,
    token: TOKEN,
    clock,
    logger: silentLogger,
    collect: () => {},
    threads: [slab.memory],
    requestExpiry: () => {},
    ...overrides,
  });
  t.after(() => engine.close());
  return {
    engine,
    slab,
    clock,
    ask: (path: string, options?: AskOptions) => ask(engine.port, path, options),
    /** Sends a command with the token and a body of JSON. */
    command: (path: string, body: unknown, headers: AskOptions["headers"] = {}) =>
      ask(engine.port, path, {
        method: "POST",
        headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    /** One tick later. */
    tick: () => {
      clock.advance(TICK_MS);
      slab.pulse(clock.now());
      engine.tick();
    },
  };
}

/** Asks with node:http, which sends paths and headers as they are given. */
function ask(
  port: number,
  path: string,
  { method = "GET", headers = {}, body }: AskOptions = {},
): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const asked = request({ port, host: "127.0.0.1", path, method, headers }, async (response) => {
    const body = Buffer.concat(await response.toArray());
    const text = (response.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
    const isJson = /json/.test(response.headers["content-type"] ?? "") && text !== "";
    const json = isJson ? JSON.parse(text) : undefined;
    resolve({ status: response.statusCode!, headers: response.headers, text, json });
  });
  asked.on("error", reject);
  asked.end(body);
  return promise;
}
