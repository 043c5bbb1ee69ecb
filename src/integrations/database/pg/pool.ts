import { type Call, type Method, overheard, overheardPromise, wrapMethod } from "../method.ts";
import { ClientWatch, type Records } from "./client.ts";
import type { PgClient, PgPool } from "./types.ts";

/** How pg-pool says that the wait for a free connection ran out; it has no code. */
const WAIT_RAN_OUT = "timeout exceeded when trying to connect";

/** Watches one pool: its checkouts, its connections' states, and each of its clients. */
export class PoolWatch {
  readonly #pool: PgPool;
  readonly #records: Records;
  readonly #clients = new Map<PgClient, ClientWatch>();
  readonly #restoreConnect: () => void;
  #isLeft = false;
  readonly #listeners: readonly (readonly [string, (...args: never[]) => void])[];

  constructor(pool: PgPool, records: Records) {
    this.#pool = pool;
    this.#records = records;
    // pool.query takes its client by pool.connect and runs client.query, so these two see everything.
    this.#restoreConnect = wrapMethod(pool, "connect", (original) => (self, args) => {
      if (!this.#isOneFree()) return this.#connect(original, self, args);
      records.pool.waited(0);
      return original(self, args);
    });
    this.#listeners = [
      ["acquire", (client: PgClient) => this.#acquired(client)],
      ["release", (error: unknown, client: PgClient) => this.#released(error, client)],
      ["remove", (client: PgClient) => this.#removed(client)],
    ];
    for (const [event, listener] of this.#listeners) pool.on(event, listener as () => void);
    records.pool.allow(pool.options.max);
    this.#show();
  }

  /** Leaves the pool and its clients as they were found; what is under way is not recorded any more. */
  leave(): void {
    this.#isLeft = true;
    this.#restoreConnect();
    for (const [event, listener] of this.#listeners) this.#pool.off(event, listener as () => void);
    for (const client of this.#clients.values()) client.leave();
    this.#clients.clear();
    this.#records.pool.forgetStates();
  }

  /** Whether the next checkout gets its connection at the next tick, and cannot fail: then two clock readings are saved. */
  #isOneFree(): boolean {
    const { idleCount, waitingCount, ending } = this.#pool;
    return idleCount > waitingCount && !ending;
  }

  #connect(original: Call, self: unknown, args: unknown[]): unknown {
    const heard = this.#checkout();
    if (typeof args[0] === "function") args[0] = overheard(args[0] as Method, heard);
    const result = original(self, args);
    this.#show();
    return overheardPromise(result, heard);
  }

  #checkout(): (error: unknown) => void {
    const { clock, pool } = this.#records;
    const startMs = clock.monotonic();
    const wasEnding = this.#pool.ending;
    return (error) => {
      if (this.#isLeft) return;
      const timedOut = (error as Error | undefined)?.message === WAIT_RAN_OUT;
      if (!error || timedOut) pool.waited(clock.monotonic() - startMs);
      if (timedOut) pool.timeouts.inc();
      else if (error && !wasEnding) pool.errors.inc();
      if (error) this.#show();
    };
  }

  /** Also how clients are found that were there before they were watched. */
  #acquired(client: PgClient): void {
    if (!this.#clients.has(client)) this.#clients.set(client, new ClientWatch(client, this.#records));
    this.#show();
  }

  /** The pool tells this before it takes the client back, which it will when there is no error. */
  #released(error: unknown, client: PgClient): void {
    this.#clients.get(client)?.released(error);
    this.#show(error ? 0 : 1);
  }

  #removed(client: PgClient): void {
    const { maxUses = Number.POSITIVE_INFINITY, maxLifetimeSeconds = 0 } = this.#pool.options;
    const watch = this.#clients.get(client);
    if (!this.#pool.ending && watch?.isWornOut(maxUses, maxLifetimeSeconds * 1000)) {
      this.#records.pool.recycled.inc();
    }
    watch?.leave();
    this.#clients.delete(client);
    this.#show();
  }

  #show(comingBack = 0): void {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    const idle = idleCount + comingBack;
    this.#records.pool.show(totalCount - idle, idle, waitingCount);
  }
}
