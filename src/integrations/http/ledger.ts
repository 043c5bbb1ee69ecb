import type { Host } from "../../model/index.ts";
import type { RequestSource } from "../../record/index.ts";
import type { Exchange } from "./exchange.ts";
import { type RouteSeries, RouteTable } from "./routes.ts";

/** What a web framework knows of an exchange and node does not. `H` is its own object for one, see `identify`. */
export interface Framework<H> {
  /** The template of the route that matched, prefix included; undefined when none did. */
  endpoint(handle: H): string | undefined;
  /**
   * Whether its adapter says itself when a request begins (`ObservedServer.begin`). Node says so too, on a channel, but
   * where a hook is called anyway that costs a message a request more. Default: no.
   */
  readonly begins?: true;
  /** A header of the response, by its lower-case name. */
  header(handle: H, name: string): unknown;
  /** Is told of each route that is met in a request and was not declared beforehand. Default: nobody is. */
  undeclared?(endpoint: string): void;
}

/** Writes ended exchanges to the series of their routes, and knows the routes of those that are open. */
export class Ledger implements RequestSource<Exchange> {
  readonly routes: RouteTable;
  readonly #host: Host;
  readonly #framework: Framework<unknown>;
  #failed = false;

  constructor(host: Host, framework: Framework<unknown>) {
    this.routes = new RouteTable(host.recorder, framework.undeclared);
    this.#host = host;
    this.#framework = framework;
  }

  endpointOf({ series, handle }: Exchange): string | undefined {
    if (series !== undefined) return series.endpoint;
    try {
      return handle === undefined ? undefined : this.#framework.endpoint(handle);
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }

  /** The exchange's response is complete; `bytesWritten` are its bytes on the wire. Never throws. */
  answered(exchange: Exchange, status: number, bytesWritten: number): void {
    if (exchange.isForgotten) return;
    try {
      this.#write(exchange, status, this.#responseBytes(exchange, status, bytesWritten));
    } catch (error) {
      this.#report(error);
    }
  }

  /** The exchange ended without a complete response, after `bytesWritten` bytes of it. Never throws. */
  cutOff(exchange: Exchange, status: number, bytesWritten: number): void {
    if (exchange.isForgotten) return;
    try {
      this.#write(exchange, status, bytesWritten);
    } catch (error) {
      this.#report(error);
    }
  }

  /** A request was answered that never began: the framework refused it before its first hook. */
  refused(method: string | undefined, status: number): void {
    this.routes.find(method).requests(status).inc();
  }

  /** A framework of another make than the one we know must not bring down the process: node ends it for a subscriber's error. */
  #report(error: unknown): void {
    if (!this.#failed) this.#host.logger.error({ err: error }, "Farol could not count a request.");
    this.#failed = true;
  }

  #write(exchange: Exchange, status: number, responseBytes: number): void {
    const series = exchange.series ?? this.#seriesOf(exchange);
    series.record({
      status,
      durationSeconds: (this.#host.clock.monotonic() - exchange.startedMs) / 1000,
      requestBytes: exchange.requestBytes,
      responseBytes,
      traceparent: exchange.header("traceparent"),
    });
  }

  #seriesOf(exchange: Exchange): RouteSeries {
    return this.routes.find(exchange.request?.method, this.endpointOf(exchange));
  }

  #responseBytes(exchange: Exchange, status: number, bytesWritten: number): number {
    if (!hasBody(exchange, status)) return 0;
    const { handle, response } = exchange;
    const declared =
      handle === undefined
        ? response?.getHeader("content-length")
        : this.#framework.header(handle, "content-length");
    const bytes = Number(declared ?? Number.NaN);
    return bytes >= 0 ? bytes : bytesWritten;
  }
}

/** RFC 9110, 6.4.1: what never has a body, whatever its content-length says. */
function hasBody({ request }: Exchange, status: number): boolean {
  return request?.method !== "HEAD" && status >= 200 && status !== 204 && status !== 304;
}
