import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Exchange } from "./exchange.ts";

const CONNECTION = Symbol("farol.connection");

type Observed = Socket & { [CONNECTION]?: Connection };

/** Who is told what happens on a connection. */
export interface ConnectionWatch {
  /** An exchange has become open, or is no longer. */
  inFlight(change: 1 | -1): void;
  /** The socket closed. Called once, before node itself tells the exchanges that are still open. */
  closed(connection: Connection): void;
}

/** An open socket with its open exchanges. */
export class Connection {
  readonly socket: Socket;
  /** In the order of their requests; more than one when the client pipelines. */
  readonly open: Exchange[] = [];
  readonly #spare = new Exchange();
  readonly #watch: ConnectionWatch;
  readonly #onClose: () => void;
  /** What the socket had written when its last response ended. */
  #bytesBefore: number;

  constructor(socket: Socket, watch: ConnectionWatch) {
    this.socket = socket;
    this.#watch = watch;
    this.#bytesBefore = bytesWritten(socket);
    this.#onClose = () => watch.closed(this);
    (socket as Observed)[CONNECTION] = this;
    socket.prependListener("close", this.#onClose);
  }

  isWatchedBy(watch: ConnectionWatch): boolean {
    return watch === this.#watch;
  }

  begin(request: IncomingMessage, response: ServerResponse | undefined, nowMs: number): Exchange {
    const exchange = this.#spare.request === undefined ? this.#spare : new Exchange();
    exchange.open(request, response, nowMs);
    this.open.push(exchange);
    this.#watch.inFlight(1);
    return exchange;
  }

  /** The open exchange of a request; undefined when it has ended. */
  exchangeOf(request: IncomingMessage): Exchange | undefined {
    if (this.#spare.request === request) return this.#spare;
    if (this.open.length === 0) return undefined;
    return this.open.find((exchange) => exchange.request === request);
  }

  /** Ends an exchange. What it knows is gone then. */
  end(exchange: Exchange): void {
    // Nearly always the only one, and popping it allocates nothing.
    if (this.open.at(-1) === exchange) this.open.pop();
    else this.open.splice(this.open.indexOf(exchange), 1);
    if (!exchange.isForgotten) this.#watch.inFlight(-1);
    exchange.close();
  }

  /** Leaves an exchange out of every metric, until it ends. */
  forget(exchange: Exchange): void {
    if (!exchange.isForgotten) this.#watch.inFlight(-1);
    exchange.isForgotten = true;
  }

  /** Bytes written since this was asked the last time. Responses are written one after the other, so they are one's. */
  takeBytesWritten(): number {
    const before = this.#bytesBefore;
    this.#bytesBefore = bytesWritten(this.socket);
    return this.#bytesBefore - before;
  }

  /** Leaves the socket as it was; what is open is forgotten. */
  release(): void {
    for (const exchange of [...this.open]) this.end(exchange);
    this.socket.off("close", this.#onClose);
    delete (this.socket as Observed)[CONNECTION];
  }
}

/** The connection that a socket is observed as. */
export function connectionOf(socket: Socket): Connection | undefined {
  return (socket as Observed)[CONNECTION];
}

/** Any duplex stream may be handed to a server as a connection (node:http, Event 'connection'); not all count bytes. */
function bytesWritten(socket: Socket): number {
  return socket.bytesWritten ?? 0;
}
