import {
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  request as open,
  type ServerResponse,
} from "node:http";
import { pipeline } from "node:stream";
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
 * with 502, or cuts the response off when it has begun.
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
  response.on("close", () => upstream.destroy());
  sendBody(request, upstream);
}

function sendBody(request: IncomingMessage, upstream: ClientRequest): void {
  // An error of either side is seen where it happens: on `upstream`, or as the response's close.
  if (hasBody(request)) pipeline(request, upstream, () => {});
  else upstream.end();
}

function answerWith(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedOn(answer));
  pipeline(answer, response, () => {});
}

function requestHeaders(request: IncomingMessage): string[] {
  const framing = request.headers["transfer-encoding"] === undefined ? [] : ["transfer-encoding", "chunked"];
  return [...passedOn(request), ...framing, "x-farol-client", clientAddress(request)];
}

/** Names and values in turn, as they came, so that repeated headers stay repeated. */
function passedOn({ headers, rawHeaders }: IncomingMessage): string[] {
  const named = new Set((headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase()));
  const dropped = (name: string) => NOT_PASSED_ON.has(name) || named.has(name);
  return rawHeaders.filter((_, i) => !dropped(rawHeaders[i - (i % 2)]!.toLowerCase()));
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
