import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { StartError } from "../start-error.ts";

/** The open connections of servers that listen. */
const CONNECTIONS = new WeakMap<Server, Set<Socket>>();

/**
 * Begins to listen, and answers on which port.
 * @throws StartError when that is not possible.
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  followConnections(app.server);
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new StartError(sentenceOf(error as NodeJS.ErrnoException, host, port));
  }
  return (app.server.address() as AddressInfo).port;
}

export interface DrainOptions {
  /** How long requests are still taken, so that a load balancer sees that it should send no more. Default: 0. */
  readonly delayMs?: number;
  /** How long those that are being answered may take after that, until their connections are cut. Default: 4000. */
  readonly limitMs?: number;
}

/**
 * Ends what `listen` began. Call it after readiness was turned off. Every answer from here on closes its connection; then
 * no new request is taken, those that are being answered are waited for, and what takes too long is cut off and logged.
 */
export async function drain(
  app: FastifyInstance,
  { delayMs = 0, limitMs = 4000 }: DrainOptions = {},
): Promise<void> {
  const { server } = app;
  server.prependListener("request", sayGoodbye);
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  closeWhatIsUnused(server);
  const limit = setTimeout(() => cut(app, limitMs), limitMs);
  await app.close();
  clearTimeout(limit);
}

function followConnections(server: Server): void {
  const connections = new Set<Socket>();
  CONNECTIONS.set(server, connections);
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
}

function sayGoodbye(_request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("connection", "close");
}

/** Node's own close leaves two kinds open: those that are idle only later, and those that were never used. */
function closeWhatIsUnused(server: Server): void {
  server.keepAliveTimeout = 1;
  server.keepAliveTimeoutBuffer = 0;
  server.on("connection", (socket) => socket.destroy());
  for (const socket of CONNECTIONS.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
}

function cut({ server, log }: FastifyInstance, limitMs: number): void {
  const connections = CONNECTIONS.get(server)?.size;
  server.closeAllConnections();
  log.warn({ connections, limitMs }, "requests took too long to end with, and were cut off");
}

function sentenceOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use by another process: stop it, or set PORT to another.`;
    case "EACCES":
      return `Port ${port} may not be opened by this user: set PORT to one from 1024 on.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine: set HOST to one.`;
    default:
      return `The application cannot listen on ${host}, port ${port}: ${message}.`;
  }
}
