import type { Socket } from "node:net";
import type { Exchange } from "./exchange.ts";

/** nginx's status for a client that went away before its answer was there. */
const CLIENT_GONE = 499;
const SERVER_BROKE = 500;

/** What node answers when a request cannot be read, by the error's code; `HPE_` are those of its parser. */
const REFUSALS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** The client ended its side in the middle of a request. */
const TRUNCATED = "HPE_INVALID_EOF_STATE";

/**
 * The status of an exchange whose socket closed before its response had ended. Asked while the socket closes, before
 * node destroys the responses that are left: one that is destroyed already was destroyed by the application.
 */
export function cutOffStatus(exchange: Exchange, socket: Socket): number {
  if (exchange.response?.destroyed) return SERVER_BROKE;
  const refused = refusalStatus(socket);
  if (refused !== undefined) return refused;
  return clientLeft(socket) ? CLIENT_GONE : SERVER_BROKE;
}

/** The status with which node refused bytes that are no request; undefined when the socket closed for another reason. */
export function refusalStatus(socket: Socket): number | undefined {
  const code = errorOf(socket)?.code;
  if (code === undefined || code === TRUNCATED) return undefined;
  return REFUSALS[code] ?? (code.startsWith("HPE_") ? 400 : undefined);
}

/** A client leaves by ending its side, or by a reset, which is an error of a system call. */
function clientLeft(socket: Socket): boolean {
  const error = errorOf(socket);
  return socket.readableEnded || error?.syscall !== undefined || error?.code === TRUNCATED;
}

function errorOf(socket: Socket): NodeJS.ErrnoException | null {
  return socket.errored;
}
