import type { IncomingMessage } from "node:http";
import { connectionOf } from "./connection.ts";
import type { RouteSeries } from "./routes.ts";

/** Says which object of the framework belongs to a request. It is asked for the route when the response has ended. */
export function identify(request: IncomingMessage, handle: unknown): void {
  const exchange = connectionOf(request.socket)?.exchangeOf(request);
  if (exchange !== undefined) exchange.handle = handle;
}

/** Says which route a request takes, so that nobody has to be asked for it. */
export function assign(request: IncomingMessage, series: RouteSeries): void {
  const exchange = connectionOf(request.socket)?.exchangeOf(request);
  if (exchange !== undefined) exchange.series = series;
}

/** Leaves a request out of every metric: it is Farol's own. */
export function forget(request: IncomingMessage): void {
  const connection = connectionOf(request.socket);
  const exchange = connection?.exchangeOf(request);
  if (exchange !== undefined) connection?.forget(exchange);
}
