import type { Socket } from "node:net";
import type { Exchange, Owner } from "./exchange.ts";

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
export class Connection implements Owner {
  readonly socket: Socket;
  /** Oldest first, in the order of their responses; more than one when the client pipelines. */
  readonly open: Exchange[] = [];
  readonly #watch: ConnectionWatch;
  readonly #onClose: () => void;
  /** What the socket had written when its last response ended. */
  #bytesBefore: number;
  #isObserved = true;

  constructor(socket: Socket, watch: ConnectionWatch) {
    this.socket = socket;
    this.#watch = watch;
    this.#bytesBefore = bytesWritten(socket);
    this.#onClose = () => watch.closed(this);
    (socket as Observed)[CONNECTION] = this;
    socket.prependListener("close", this.#onClose);
  }

  get isObserved(): boolean {
    return this.#isObserved;
  }

  begin(exchange: Exchange): void {
    this.open.push(exchange);
    this.#watch.inFlight(1);
  }

  /** Ends an exchange; false when it had ended already. */
  end(exchange: Exchange): boolean {
    // Nearly always the only one, and popping it allocates nothing.
    if (this.open.at(-1) === exchange) this.open.pop();
    else if (!this.#remove(exchange)) return false;
    this.#watch.inFlight(-1);
    return true;
  }

  /** Bytes written since this was asked the last time. Responses are written one after the other, so they are one's. */
  takeBytesWritten(): number {
    const before = this.#bytesBefore;
    this.#bytesBefore = bytesWritten(this.socket);
    return this.#bytesBefore - before;
  }

  #remove(exchange: Exchange): boolean {
    const at = this.open.indexOf(exchange);
    if (at >= 0) this.open.splice(at, 1);
    return at >= 0;
  }

  /** Leaves the socket as it was; what is open is forgotten. */
  release(): void {
    this.#isObserved = false;
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
