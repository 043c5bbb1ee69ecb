import { currentRequest } from "../../../record/index.ts";
import { type Call, type Method, overheard, overheardPromise, wrapMethod } from "../../watching/index.ts";
import { CallSite } from "../call-site.ts";
import { textOf } from "./call.ts";
import { ClientWatch, type Records } from "./client.ts";
import type { Hold, Taken } from "./hold.ts";
import type { PgClient, PgPool } from "./types.ts";

/** How pg-pool says that the wait for a free connection ran out; it has no code. */
const WAIT_RAN_OUT = "timeout exceeded when trying to connect";

/** Deep enough to see past a query builder that begins a transaction. */
const FRAMES = 10;

/** Watches one pool: its checkouts, its connections' states, and each of its clients. */
export class PoolWatch {
  readonly #pool: PgPool;
  readonly #records: Records;
  readonly #clients = new Map<PgClient, ClientWatch>();
  readonly #restores: readonly (() => void)[];
  /** Whether the next checkout is one of `pool.query`'s own. */
  #isQuerying = false;
  #isLeft = false;
  readonly #listeners: readonly (readonly [string, (...args: never[]) => void])[];

  constructor(pool: PgPool, records: Records) {
    this.#pool = pool;
    this.#records = records;
    // pool.query takes its client by pool.connect and runs client.query, so that one is watched only for who calls it:
    // by the time its client is there, what runs may run on behalf of the request that gave the client back.
    this.#restores = [
      wrapMethod(
        pool,
        "query",
        (original, called) => (self, args) => this.#query(original, self, args, called),
      ),
      wrapMethod(
        pool,
        "connect",
        (original, called) => (self, args) => this.#connect(original, self, args, called),
      ),
    ];
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
    for (const restore of this.#restores) restore();
    for (const [event, listener] of this.#listeners) this.#pool.off(event, listener as () => void);
    for (const client of this.#clients.values()) client.leave();
    this.#clients.clear();
    this.#records.pool.forgetStates();
  }

  /** Who holds connections now. */
  holds(): readonly Hold[] {
    return [...this.#clients.values()].map(({ hold }) => hold).filter(({ isHeld }) => isHeld);
  }

  /** Whether the next checkout gets its connection at the next tick, and cannot fail: then two clock readings are saved. */
  #isOneFree(): boolean {
    const { idleCount, waitingCount, ending } = this.#pool;
    return idleCount > waitingCount && !ending;
  }

  #query(original: Call, self: unknown, args: unknown[], called: Method): unknown {
    const scope = currentRequest();
    const { repeats } = this.#records;
    if (scope === undefined || repeats === undefined) return this.#querying(original, self, args);
    return repeats.run(scope, textOf(self, args[0]), called, () => this.#querying(original, self, args));
  }

  #querying(original: Call, self: unknown, args: unknown[]): unknown {
    this.#isQuerying = true;
    try {
      return original(self, args);
    } finally {
      this.#isQuerying = false;
    }
  }

  #connect(original: Call, self: unknown, args: unknown[], called: Method): unknown {
    const taken = this.#taking(called);
    const isOneFree = this.#isOneFree();
    if (isOneFree) this.#records.pool.waited(0);
    if (isOneFree && taken === undefined) return original(self, args);
    const waited = isOneFree ? undefined : this.#checkout();
    const heard = (error: unknown, client: unknown) => {
      waited?.(error);
      if (taken !== undefined) this.#clients.get(client as PgClient)?.taken(taken);
    };
    if (typeof args[0] === "function") args[0] = overheard(args[0] as Method, heard);
    const result = original(self, args);
    if (!isOneFree) this.#show();
    return overheardPromise(result, heard);
  }

  /** Who takes the next connection; undefined where nothing is to be said of it. */
  #taking(called: Method): Taken | undefined {
    const scope = currentRequest();
    const isQuery = this.#isQuerying;
    this.#isQuerying = false;
    if (isQuery && scope === undefined) return undefined;
    return { scope, endpoint: scope?.endpoint, site: isQuery ? undefined : new CallSite(called, FRAMES) };
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
