import type { IncomingMessage } from "node:http";
import type { Server } from "node:net";
import type { Duplex } from "node:stream";

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Calls `listener` before the application's own for each upgrade, while the application has one. A server without an
 * 'upgrade' listener answers such requests as ordinary ones, and must go on doing so.
 */
export function followUpgrades(server: Server, listener: UpgradeListener): () => void {
  const others = () => server.listeners("upgrade").filter((each) => each !== listener).length;
  const enter = () => {
    if (!server.listeners("upgrade").includes(listener)) server.prependListener("upgrade", listener);
  };
  const added = (event: string | symbol, each: unknown) => {
    if (event === "upgrade" && each !== listener) enter();
  };
  const removed = (event: string | symbol) => {
    if (event === "upgrade" && others() === 0) server.off("upgrade", listener);
  };
  server.on("newListener", added);
  server.on("removeListener", removed);
  if (others() > 0) enter();
  return () => {
    server.off("newListener", added);
    server.off("removeListener", removed);
    server.off("upgrade", listener);
  };
}

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})/;
const SWITCHING = 101;

/** Calls `seen` once, with the final status that the application writes on a socket. Nobody else tells it. */
export function readStatus(socket: Duplex, seen: (status: number) => void): void {
  const stops = (["write", "end"] as const).map((method) =>
    tap(socket, method, (chunk) => {
      const status = statusOf(chunk);
      if (status === undefined || (status < 200 && status !== SWITCHING)) return;
      for (const stop of stops) stop();
      seen(status);
    }),
  );
}

function tap(socket: Duplex, method: "write" | "end", look: (chunk: unknown) => void): () => void {
  const tapped = function (this: Duplex, ...args: unknown[]): unknown {
    const result = Reflect.apply(original, this, args);
    look(args[0]);
    return result;
  };
  const original = socket[method];
  const own = Object.hasOwn(socket, method);
  Object.assign(socket, { [method]: tapped });
  return () => {
    if (socket[method] !== (tapped as unknown)) return;
    if (own) Object.assign(socket, { [method]: original });
    else Reflect.deleteProperty(socket, method);
  };
}

function statusOf(chunk: unknown): number | undefined {
  const text = chunk instanceof Uint8Array ? Buffer.from(chunk.subarray(0, 16)).toString("latin1") : chunk;
  const found = typeof text === "string" ? STATUS_LINE.exec(text) : null;
  return found === null ? undefined : Number(found[1]);
}
