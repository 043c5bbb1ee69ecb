import type { Host, Recorder } from "../../model/index.ts";
import { redisPoolActive, redisPoolMax } from "./metrics.ts";

const LOOK_EVERY_MS = 1000;

/** What is used of a client of ioredis, which is one connection. */
export interface RedisClient {
  /** `ready` when it is open, `wait` before its first use, `end` when the application has closed it. */
  readonly status: string;
  /** Commands that were sent and are not answered. */
  readonly commandQueue: { readonly length: number };
}

/** Connections that are watched. */
export interface RedisWatch {
  /** Takes the connections out of the count. The clients were never touched. */
  uninstall(): void;
}

/** The clients of each recorder: the gauges have no labels, so all calls write the same two. */
const pools = new WeakMap<Recorder, ConnectionCount>();

/**
 * Counts connections of ioredis, and how many of them are not free. ioredis sends all commands over one connection
 * without waiting, so a healthy one is free at nearly every look; one that is black-holed, or cannot be opened, at none.
 * Looks once a second, and costs a command nothing.
 */
export function watchRedis(host: Host, ...clients: readonly RedisClient[]): RedisWatch {
  const count = pools.get(host.recorder) ?? new ConnectionCount(host.recorder);
  pools.set(host.recorder, count);
  count.add(clients);
  return { uninstall: () => count.remove(clients) };
}

class ConnectionCount {
  readonly #recorder: Recorder;
  readonly #clients = new Set<RedisClient>();
  #timer: NodeJS.Timeout | undefined;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  add(clients: readonly RedisClient[]): void {
    for (const client of clients) this.#clients.add(client);
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
    this.#look();
  }

  remove(clients: readonly RedisClient[]): void {
    for (const client of clients) this.#clients.delete(client);
    if (this.#clients.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#look();
  }

  #look(): void {
    let active = 0;
    for (const client of this.#clients) if (!isFree(client)) active++;
    this.#recorder.gauge(redisPoolActive).set(active);
    this.#recorder.gauge(redisPoolMax).set(this.#clients.size);
  }
}

/** A connection that was not asked for yet, or was closed on purpose, is nobody's trouble. */
function isFree({ status, commandQueue }: RedisClient): boolean {
  if (status === "wait" || status === "end") return true;
  return status === "ready" && commandQueue.length === 0;
}
