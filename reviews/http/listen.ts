import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { StartError } from "../start-error.ts";

/** How long requests that are being answered may take until their connections are cut. */
const DRAIN_MS = 2500;

/**
 * Begins to listen, and answers on which port.
 * @throws StartError when that is not possible.
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new StartError(sentenceOf(error as NodeJS.ErrnoException, host, port));
  }
  return (app.server.address() as AddressInfo).port;
}

/** Takes no new request, waits for those that are being answered, and cuts what takes too long. */
export async function drain(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(cut);
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
