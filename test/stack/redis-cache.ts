import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Cache, type CacheSettings } from "../../reviews/cache/cache.ts";

/** A cache on Redis and what it logs. */
export function openCache(redisUrl: string, settings: Partial<CacheSettings> = {}) {
  const lines: string[] = [];
  const line = (level: string) => (_fields: object, message: string) =>
    void lines.push(`${level}: ${message}`);
  const log = { debug() {}, info: line("info"), warn: line("warn"), error: line("error") };
  return { cache: new Cache({ redisUrl, log, ...settings }), lines };
}

export const AWAY = "warn: Redis is away: the cache works on memory alone";
export const USED = "info: the cache uses Redis";

/** A server that takes connections and answers nothing, ever. */
export async function startBlackHole() {
  const sockets = new Set<Socket>();
  return listening(sockets, (socket) => void socket.resume());
}

/** A way to Redis on which every answer takes longer. */
export async function startSlowWay(url: string, addedMs: () => number) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  return listening(sockets, (socket) => {
    const upstream = connect(Number(port), hostname);
    sockets.add(upstream);
    socket.pipe(upstream);
    let before = Promise.resolve();
    upstream.on("data", (chunk) => {
      // answers keep their order, as they do on any connection
      before = Promise.all([before, delay(addedMs())]).then(() => {
        if (socket.writable) socket.write(chunk);
      });
    });
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      one.on("error", () => {});
      one.on("close", () => other.destroy());
    }
  });
}

async function listening(sockets: Set<Socket>, take: (socket: Socket) => void) {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    take(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    url: `redis://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
