import { IncomingMessage, type ServerResponse } from "node:http";
import type { Connection } from "./connection.ts";

const EXCHANGE = Symbol("farol.exchange");

type Observed = IncomingMessage & { [EXCHANGE]?: Exchange };

/** One request and its response: open from the request's head to the response's last byte. */
export class Exchange {
  readonly request: IncomingMessage;
  /** Undefined for a request to upgrade: the application answers it on the socket itself. */
  readonly response: ServerResponse | undefined;
  readonly startedMs: number;
  readonly connection: Connection;
  /** The framework's own object for this exchange, once it has one. */
  handle: unknown = undefined;
  /** Bytes of the body that came so far; counted only when no content-length tells their number. */
  bodyBytes = 0;

  constructor(
    request: IncomingMessage,
    response: ServerResponse | undefined,
    connection: Connection,
    startedMs: number,
  ) {
    this.request = request;
    this.response = response;
    this.startedMs = startedMs;
    this.connection = connection;
    (request as Observed)[EXCHANGE] = this;
    if (request.headers["transfer-encoding"] !== undefined) request.push = countingPush;
  }

  /** Size of the request's body, in bytes. */
  get requestBytes(): number {
    const declared = this.request.headers["content-length"];
    return declared === undefined ? this.bodyBytes : Number(declared);
  }
}

/** The exchange that a request opened; undefined when its server is not observed. */
export function exchangeOf(request: IncomingMessage): Exchange | undefined {
  return (request as Observed)[EXCHANGE];
}

/** Says which object of the framework belongs to a request. It is asked for the route when the response has ended. */
export function identify(request: IncomingMessage, handle: unknown): void {
  const exchange = exchangeOf(request);
  if (exchange !== undefined) exchange.handle = handle;
}

/** Leaves a request out of every metric: it is Farol's own. */
export function forget(request: IncomingMessage): void {
  const exchange = exchangeOf(request);
  exchange?.connection.end(exchange);
}

/** Stands in for `push` on a request with a chunked body: node hands over each piece with it, unframed. */
function countingPush(this: IncomingMessage, chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
  const exchange = exchangeOf(this);
  if (exchange !== undefined && chunk !== null) exchange.bodyBytes += chunk.length;
  return IncomingMessage.prototype.push.call(this, chunk, encoding);
}
