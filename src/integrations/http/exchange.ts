import { IncomingMessage, type ServerResponse } from "node:http";
import { type RequestHead, readHead } from "./request-head.ts";
import type { RouteSeries } from "./routes.ts";

const EXCHANGE = Symbol("farol.exchange");

type Observed = IncomingMessage & { [EXCHANGE]?: Exchange };

/** Who holds an exchange while it is open. */
export interface Owner {
  /** Ends an exchange; false when it had ended already. */
  end(exchange: Exchange): boolean;
  /** Bytes written since this was asked the last time. */
  takeBytesWritten(): number;
  /** False once nobody observes any more. */
  readonly isObserved: boolean;
}

/** One request and its response: open from the request's head to the response's last byte. */
export class Exchange {
  readonly request: IncomingMessage;
  /** Undefined for a request to upgrade: the application answers it on the socket itself. */
  readonly response: ServerResponse | undefined;
  readonly startedMs: number;
  readonly connection: Owner;
  readonly head: RequestHead;
  /** The framework's own object for this exchange, once it has one. */
  handle: unknown = undefined;
  /** The series of its route, where the framework says so beforehand. */
  series: RouteSeries | undefined = undefined;
  /** Bytes of the body that came so far; counted only when no content-length tells their number. */
  bodyBytes = 0;

  constructor(
    request: IncomingMessage,
    response: ServerResponse | undefined,
    connection: Owner,
    startedMs: number,
  ) {
    this.request = request;
    this.response = response;
    this.startedMs = startedMs;
    this.connection = connection;
    (request as Observed)[EXCHANGE] = this;
    this.head = readHead(request.rawHeaders);
    if (this.head.isChunked) request.push = countingPush;
  }

  /** Size of the request's body, in bytes. */
  get requestBytes(): number {
    const { contentLength } = this.head;
    return contentLength === undefined ? this.bodyBytes : Number(contentLength);
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

/** Says which route a request takes, so that nobody has to be asked for it. */
export function assign(request: IncomingMessage, series: RouteSeries): void {
  const exchange = exchangeOf(request);
  if (exchange !== undefined) exchange.series = series;
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
