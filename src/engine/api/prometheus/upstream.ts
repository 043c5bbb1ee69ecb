import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps, Agent as SecureAgent } from "node:https";
import { pipeline } from "node:stream";
import { FarolError } from "../../../model/index.ts";
import type { Reply } from "../endpoint.ts";
import { ApiError } from "./api-error.ts";

/** What of a request is for that Prometheus; not the token, which is for this engine. */
const REQUEST_HEADERS = ["accept", "accept-encoding", "content-type", "content-length", "transfer-encoding"];
/** What of its answer is for the client; the rest belongs to one connection, or to that Prometheus' own pages. */
const ANSWER_HEADERS = ["content-encoding", "content-length", "location", "retry-after", "vary"];

/** The Prometheus that answers in the engine's place. */
export class Upstream {
  /** Without credentials. */
  readonly address: string;
  readonly #url: URL;
  readonly #agent: Agent;
  readonly #silentMs: number;

  /**
   * @param url As people write it: with or without a `/` at its end, with `user:password@` where that is wanted.
   * @param silentMs After how long without a byte it counts as away.
   * @throws FarolError FAROL_PROMETHEUS_URL
   */
  constructor(url: string, silentMs: number) {
    const parsed = URL.parse(url);
    if (parsed === null || !/^https?:$/.test(parsed.protocol)) throw noAddress(parsed);
    this.#url = parsed;
    this.address = withoutCredentials(parsed);
    this.#agent = new (parsed.protocol === "https:" ? SecureAgent : Agent)({ keepAlive: true });
    this.#silentMs = silentMs;
  }

  /**
   * Passes a request on, and its answer back as it comes.
   * @param path Below the address: `/api/v1/query?query=up`
   * @throws ApiError when there is no answer
   */
  forward(request: IncomingMessage, path: string, signal: AbortSignal): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const { username, password, pathname, protocol } = this.#url;
    const open = protocol === "https:" ? overHttps : overHttp;
    const asked = open(new URL(pathname.replace(/\/$/, "") + path, this.#url.origin), {
      method: request.method ?? "GET",
      headers: picked(request.headers, REQUEST_HEADERS),
      agent: this.#agent,
      signal,
      ...(username !== "" && { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
    });
    asked.setTimeout(this.#silentMs, () => asked.destroy(new Silence()));
    asked.on("response", (answer) => resolve(replyOf(answer)));
    asked.on("error", (error) => reject(this.#awayBecause(error)));
    // An error of either side is seen as the request's.
    if (request.method === "POST") pipeline(request, asked, () => {});
    else asked.end();
    return promise;
  }

  close(): void {
    this.#agent.destroy();
  }

  #awayBecause(error: NodeJS.ErrnoException): ApiError {
    if (error instanceof Silence)
      return new ApiError(
        "timeout",
        `the Prometheus at ${this.address} did not answer within ${this.#silentMs / 1000} s`,
      );
    const reason = error.code ?? error.message;
    const message = `the Prometheus at ${this.address} cannot be reached (${reason})`;
    return new ApiError("unavailable", message, { status: 502 });
  }
}

class Silence extends Error {}

function replyOf(answer: IncomingMessage): Reply {
  return {
    status: answer.statusCode ?? 502,
    contentType: answer.headers["content-type"] ?? "application/json",
    headers: picked(answer.headers, ANSWER_HEADERS),
    body: answer,
  };
}

function picked(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const found = names.filter((name) => headers[name] !== undefined);
  return Object.fromEntries(found.map((name) => [name, String(headers[name])]));
}

function withoutCredentials(url: URL): string {
  return `${url.origin}${url.pathname}`.replace(/\/$/, "");
}

function noAddress(url: URL | null): FarolError {
  return new FarolError({
    code: "FAROL_PROMETHEUS_URL",
    found: url === null ? "an address that cannot be read" : `an address that begins with ${url.protocol}`,
    rule: "a Prometheus is asked over http or https",
    cure: 'Write it like "http://prometheus:9090", or leave it out: then the engine answers by itself.',
  });
}
