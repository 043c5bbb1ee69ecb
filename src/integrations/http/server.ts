import { channel } from "node:diagnostics_channel";
import { Server as HttpServer, IncomingMessage, type ServerResponse } from "node:http";
import { Server as HttpsServer } from "node:https";
import { type Server, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Server as TlsServer } from "node:tls";
import type { GaugeSeries, Host } from "../../model/index.ts";
import { enterRequest } from "../../record/index.ts";
import { Connection, type ConnectionWatch, connectionOf } from "./connection.ts";
import { cutOffStatus, refusalStatus } from "./cut-off.ts";
import type { Exchange } from "./exchange.ts";
import { type Framework, Ledger } from "./ledger.ts";
import { httpActiveConnections, httpRequestsInFlight } from "./metrics.ts";
import type { RouteTable } from "./routes.ts";
import { followUpgrades, readStatus } from "./upgrade.ts";

/** An observed server. */
export interface ObservedServer {
  readonly routes: RouteTable;
  /** Says that a request begins, and what the framework's own object for it is. Only for a framework that `begins`. */
  begin(request: IncomingMessage, response: ServerResponse, handle: unknown): void;
  /** Ends the observation and leaves the server and its sockets as they were. */
  stop(): void;
}

/** What node publishes of a request (node:diagnostics_channel, Built-in Channels). */
interface Published {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly server: Server;
}

const STARTED = "http.server.request.start";
const FINISHED = "http.server.response.finish";

/**
 * Counts the requests and connections of a node server, and of other servers that share its request listener (a
 * framework that listens on `localhost` has one for each address). Listens to node's own channels, so a request costs
 * no listener, no closure and no promise.
 */
export function observeServer<H>(host: Host, server: Server, framework: Framework<H>): ObservedServer {
  if (!(server instanceof HttpServer || server instanceof HttpsServer)) {
    host.logger.warn(
      { server: server.constructor.name },
      "Farol sees only the HTTP/1 requests of this server.",
    );
  }
  return new Observer(host, server, framework as Framework<unknown>);
}

class Observer implements ObservedServer, ConnectionWatch {
  readonly #host: Host;
  readonly #server: Server;
  readonly #ledger: Ledger;
  readonly #begins: boolean;
  readonly #active: GaugeSeries;
  readonly #requestsInFlight: GaugeSeries;
  readonly #connections = new Set<Connection>();
  /** Whether a server is observed, for every one that was asked about. */
  readonly #ours = new WeakMap<Server, boolean>();
  readonly #stops: (() => void)[] = [];

  constructor(host: Host, server: Server, framework: Framework<unknown>) {
    this.#host = host;
    this.#server = server;
    this.#ledger = new Ledger(host, framework);
    this.#begins = framework.begins ?? false;
    this.#active = host.recorder.gauge(httpActiveConnections);
    this.#requestsInFlight = host.recorder.gauge(httpRequestsInFlight);
    this.#follow(server);
    this.#stops.push(followUpgrades(server, this.#upgrading));
    if (!this.#begins) this.#subscribe(STARTED, this.#started);
    this.#subscribe(FINISHED, this.#finished);
  }

  get routes(): RouteTable {
    return this.#ledger.routes;
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    for (const connection of this.#connections) this.#drop(connection);
  }

  inFlight(change: 1 | -1): void {
    this.#requestsInFlight.add(change);
  }

  closed(connection: Connection): void {
    const { socket } = connection;
    const refused = connection.open.length === 0 ? refusalStatus(socket) : undefined;
    if (refused !== undefined) this.routes.find().requests(refused).inc();
    for (const exchange of [...connection.open]) {
      this.#ledger.cutOff(exchange, cutOffStatus(exchange, socket), connection.takeBytesWritten());
      connection.end(exchange);
    }
    this.#drop(connection);
  }

  begin(request: IncomingMessage, response: ServerResponse, handle: unknown): void {
    // Nobody would tell the end of a request of HTTP/2, nor of one that was injected and not received.
    if (!(request instanceof IncomingMessage && request.socket instanceof Socket)) return;
    const connection = this.#connectionOf(request.socket);
    if (!connection.isWatchedBy(this)) return;
    const exchange = this.#open(connection, request, response);
    exchange.handle = handle;
    exchange.scope ??= enterRequest(this.#ledger, exchange);
  }

  readonly #started = ({ request, response, socket, server }: Published): void => {
    if (server !== this.#server && !this.#observes(server)) return;
    const connection = this.#connectionOf(socket);
    if (!connection.isWatchedBy(this)) return;
    const exchange = this.#open(connection, request, response);
    exchange.scope ??= enterRequest(this.#ledger, exchange);
  };

  readonly #finished = ({ request, response, socket, server }: Published): void => {
    if (server !== this.#server && !this.#observes(server)) return;
    const connection = connectionOf(socket);
    if (connection === undefined || !connection.isWatchedBy(this)) return;
    const exchange = connection.exchangeOf(request);
    if (exchange !== undefined) this.#answered(connection, exchange, response.statusCode);
    else if (this.#begins) this.#ledger.refused(request.method, response.statusCode);
  };

  readonly #upgrading = (request: IncomingMessage, stream: Duplex): void => {
    const socket = stream as Socket;
    const connection = this.#connectionOf(socket);
    if (!connection.isWatchedBy(this)) return;
    const exchange = this.#open(connection, request, undefined);
    readStatus(socket, (status) => {
      if (exchange.request === request) this.#answered(connection, exchange, status);
    });
  };

  readonly #connected = (socket: Socket): void => {
    this.#connectionOf(socket);
  };

  /** The exchange of a request; an upgrade may be begun twice, by node and by the framework that it is handed to. */
  #open(connection: Connection, request: IncomingMessage, response: ServerResponse | undefined): Exchange {
    const known = connection.exchangeOf(request);
    return known ?? connection.begin(request, response, this.#host.clock.monotonic());
  }

  #answered(connection: Connection, exchange: Exchange, status: number): void {
    this.#ledger.answered(exchange, status, connection.takeBytesWritten());
    connection.end(exchange);
  }

  /** A server that is observed twice is counted by who saw its connection first. */
  #connectionOf(socket: Socket): Connection {
    return connectionOf(socket) ?? this.#connect(socket);
  }

  #connect(socket: Socket): Connection {
    const connection = new Connection(socket, this);
    this.#connections.add(connection);
    this.#active.add(1);
    return connection;
  }

  #drop(connection: Connection): void {
    connection.release();
    if (this.#connections.delete(connection)) this.#active.add(-1);
  }

  #observes(server: Server): boolean {
    const known = this.#ours.get(server);
    if (known !== undefined) return known;
    const listeners = this.#server.listeners("request");
    const shared = server.listeners("request").some((listener) => listeners.includes(listener));
    this.#ours.set(server, shared);
    if (shared) this.#follow(server);
    return shared;
  }

  #follow(server: Server): void {
    const event = server instanceof TlsServer ? "secureConnection" : "connection";
    server.on(event, this.#connected);
    this.#stops.push(() => server.off(event, this.#connected));
  }

  #subscribe(name: string, listener: (message: Published) => void): void {
    const subscribed = channel(name);
    const onMessage = listener as (message: unknown) => void;
    subscribed.subscribe(onMessage);
    this.#stops.push(() => subscribed.unsubscribe(onMessage));
  }
}
