import type { CacheLayerStatus } from "farol";
import { type Redis, ReplyError } from "ioredis";
import type { Log } from "../log.ts";
import type { Connections } from "./connections.ts";
import { TooLate, within } from "./deadline.ts";
import { Refusals } from "./refusals.ts";

const PROBE_EVERY_MS = 500;
const PROBE_MS = 100;
/** One answer that is late is nothing; after so many in a row the connection is probed. */
const SUSPICIOUS = 3;

/** What must be in order before Redis is believed again. */
export interface Bookkeeping {
  /** Writes what Redis missed. Rejects when it cannot. */
  settle(redis: Redis): Promise<void>;
  /** Whether nothing was missed since. */
  isSettled(): boolean;
  /** Redis is believed from now on: what was made up without it is forgotten. */
  begin(): void;
  /** What an instance published. */
  heard(message: string): void;
}

export interface LinkOptions {
  /** How long a request of the application waits for Redis at most. */
  readonly timeoutMs: number;
  /** What every key, and the channel, begin with. */
  readonly prefix: string;
  readonly log: Log;
}

/**
 * Redis as something that may be away at any time. It is up when both connections answer and what it missed was written.
 * While it is away nothing waits for it: `ask` answers undefined at once, and a probe tries every half second.
 */
export class RedisLink {
  readonly channel: string;
  readonly #commands: Redis;
  readonly #subscriber: Redis;
  readonly #options: LinkOptions;
  readonly #refusals: Refusals;
  readonly #errorListeners = new Set<() => void>();
  #books: Bookkeeping | undefined;
  #timer: NodeJS.Timeout | undefined;
  #probing: Promise<void> | undefined;
  #state: "starting" | "up" | "away" | "closed" = "starting";
  #reason = "not connected yet";
  #serverId = "";
  #lateInARow = 0;
  #closes = 0;

  constructor({ commands, subscriber }: Connections, options: LinkOptions) {
    this.#commands = commands;
    this.#subscriber = subscriber;
    this.#options = options;
    this.#refusals = new Refusals(options.log);
    this.channel = `${options.prefix}:changes`;
  }

  /** Begins to try. */
  start(books: Bookkeeping): void {
    this.#books = books;
    this.#timer = setInterval(() => this.#probe(), PROBE_EVERY_MS).unref();
    for (const client of this.#clients) {
      client.on("ready", () => this.#probe());
      client.on("error", (error) => this.#leave(error.message));
      client.on("close", () => {
        this.#closes++;
        if (this.isUp) this.#leave("the connection was closed");
      });
    }
    this.#subscriber.on("message", (_channel, message) => books.heard(message));
  }

  get isUp(): boolean {
    return this.#state === "up";
  }

  /** How it stands, as a layer of a cache; for a person, why it is away, or what it refuses. */
  status(): CacheLayerStatus {
    const [status, detail] = this.isUp
      ? (["ok", this.#refusals.reason ?? "answers"] as const)
      : (["failed", this.#reason] as const);
    return { name: "redis", status, detail };
  }

  /**
   * A key of this server's present life. A server that was restarted, or put in its place by a failover, may have lost
   * what was invalidated last: what it kept from before is never asked for, and expires.
   */
  key(name: string): string {
    return `${this.#options.prefix}:${this.#serverId}:${name}`;
  }

  /**
   * Asks Redis. Never rejects.
   * @param limitMs How long to wait. Default: as long as a request of the application may.
   * @returns Undefined when Redis is away, refuses, or is late.
   */
  async ask<T>(
    request: (redis: Redis) => Promise<T>,
    limitMs = this.#options.timeoutMs,
  ): Promise<T | undefined> {
    if (!this.isUp) return undefined;
    try {
      const answer = await within(limitMs, request(this.#commands));
      this.#lateInARow = 0;
      return answer;
    } catch (error) {
      this.#failed(error as Error);
      return undefined;
    }
  }

  /** The same for an entry that Redis may have no room for. */
  async store(request: (redis: Redis) => Promise<unknown>): Promise<void> {
    if ((await this.ask(request)) !== undefined) this.#refusals.accepted();
  }

  /** Notes a part of a request to which Redis said no. */
  refused(error: Error): void {
    this.#failed(error);
  }

  /** Believes Redis no more until it is settled. */
  distrust(reason: string): void {
    this.#leave(reason);
    // a connection that is black-holed stays so; answers that come late after all belong to the old one
    for (const client of this.#clients) if (client.status === "ready") client.disconnect(true);
  }

  /** For a health check: rejects unless Redis is in use and answers. */
  async ping(): Promise<string> {
    if (!this.isUp) throw new Error(this.#reason);
    return within(PROBE_MS, this.#commands.ping());
  }

  /** Tells each request that failed. Returns the end of that. */
  onError(listener: () => void): () => void {
    this.#errorListeners.add(listener);
    return () => void this.#errorListeners.delete(listener);
  }

  close(): void {
    this.#state = "closed";
    this.#reason = "closed";
    clearInterval(this.#timer);
    for (const client of this.#clients) client.disconnect();
  }

  get #clients(): readonly Redis[] {
    return [this.#commands, this.#subscriber];
  }

  #failed(error: Error): void {
    if (error instanceof ReplyError) this.#refusals.refused(error.message);
    for (const listener of this.#errorListeners) listener();
    if (error instanceof TooLate && ++this.#lateInARow >= SUSPICIOUS) this.#probe();
  }

  #leave(reason: string): void {
    if (this.#state === "closed") return;
    this.#reason = reason;
    if (this.#state === "away") return;
    this.#state = "away";
    this.#options.log.warn({ reason }, "Redis is away: the cache works on memory alone");
  }

  #probe(): void {
    this.#probing ??= (this.isUp ? this.#verify() : this.#return()).finally(() => {
      this.#probing = undefined;
    });
  }

  async #verify(): Promise<void> {
    try {
      await within(PROBE_MS, Promise.all(this.#clients.map((client) => client.ping())));
      this.#lateInARow = 0;
    } catch (error) {
      this.distrust((error as Error).message);
    }
  }

  async #return(): Promise<void> {
    const isOpen = () => this.#clients.every(({ status }) => status === "ready");
    if (!isOpen()) return;
    const closes = this.#closes;
    try {
      await this.#settle();
    } catch (error) {
      if (error instanceof TooLate) this.distrust(error.message);
      // of a connection that was lost its own events tell
      if (error instanceof ReplyError) this.#leave((error as Error).message);
      return;
    }
    // a connection that was lost meanwhile no longer hears what others change
    if (this.#state === "closed" || closes !== this.#closes || !isOpen()) return;
    this.#books!.begin();
    this.#state = "up";
    this.#lateInARow = 0;
    this.#options.log.info({}, "the cache uses Redis");
  }

  async #settle(): Promise<void> {
    const info = await within(PROBE_MS, this.#commands.info("server"));
    this.#serverId = /run_id:(\w{8})/.exec(info)?.[1] ?? "";
    await within(PROBE_MS, this.#subscriber.subscribe(this.channel));
    do await within(10 * PROBE_MS, this.#books!.settle(this.#commands));
    while (!this.#books!.isSettled());
  }
}
