import {
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  request as open,
  type ServerResponse,
} from "node:http";
import { clientAddress } from "./client-address.ts";

/** Headers that belong to one connection and are not passed on (RFC 9110, 7.6.1), and those that only we may set. */
const NOT_PASSED_ON = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "x-farol-client",
]);

/** A server on this machine. `port` is asked for each request; undefined while the server is away. */
export interface Target {
  readonly port: () => number | undefined;
  readonly agent: Agent;
}

/**
 * Passes a request on to the target, and its answer back, as they come. Never throws: what goes wrong is answered
 * with 502, or cuts the response off when it has begun. Streams are joined by `pipe`, not by `pipeline`, whose
 * AbortSignal and its error cost the application's thread a quarter of all this.
 */
export function forward(request: IncomingMessage, response: ServerResponse, target: Target): void {
  const port = target.port();
  if (port === undefined) refuse(response, "It is not running.");
  else connect(request, response, port, target.agent);
}

function connect(request: IncomingMessage, response: ServerResponse, port: number, agent: Agent): void {
  const upstream = open({
    host: "127.0.0.1",
    port,
    agent,
    method: request.method,
    path: request.url,
    headers: requestHeaders(request),
    setHost: false,
  });
  upstream.on("response", (answer) => answerWith(answer, response));
  upstream.on("error", (error) => refuse(response, `It does not answer (${error.message}).`));
  const cancel = () => upstream.destroy();
  response.on("close", cancel);
  // A hook of the application's may end the response: what is written to it then is an error.
  response.on("error", cancel);
  if (hasBody(request)) sendBody(request, response, upstream);
  else upstream.end();
}

function sendBody(request: IncomingMessage, response: ServerResponse, upstream: ClientRequest): void {
  request.pipe(upstream);
  // What the target did not want of it stands before the connection's next request.
  response.on("close", () => request.unpipe(upstream).resume());
}

function answerWith(answer: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    answer.destroy();
    return;
  }
  answer.on("error", () => response.destroy());
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedOn(answer));
  answer.pipe(response);
}

function requestHeaders(request: IncomingMessage): string[] {
  const framing = request.headers["transfer-encoding"] === undefined ? [] : ["transfer-encoding", "chunked"];
  return [...passedOn(request), ...framing, "x-farol-client", clientAddress(request)];
}

/** Names and values in turn, as they came, so that repeated headers stay repeated. */
function passedOn({ headers, rawHeaders }: IncomingMessage): string[] {
  const named = (headers.connection ?? "").toLowerCase().split(/\s*,\s*/);
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    // Without its length, a body that was named away would be read as the next request.
    const isKept = name === "content-length" || !(NOT_PASSED_ON.has(name) || named.includes(name));
    if (isKept) kept.push(rawHeaders[i]!, rawHeaders[i + 1]!);
  }
  return kept;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/** A problem document (RFC 9457). */
function refuse(response: ServerResponse, detail: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(502, { "content-type": "application/problem+json" });
  response.end(JSON.stringify({ title: "Farol's engine cannot be reached", status: 502, detail }));
}
