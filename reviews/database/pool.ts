import { setTimeout as delay } from "node:timers/promises";
import pg, { type PoolClient } from "pg";
import type { Clock, Log } from "../log.ts";
import { ReviewsClient } from "./client.ts";
import { isConnectionFault, isSilence } from "./faults.ts";
import { Reachability } from "./reachability.ts";

const END_MS = 500;
const IDLE_MS = 30_000;
const LIFETIME_MS = 3_600_000;
/** Where a firewall forgets connections, it is not within this time. */
const CHECK_AFTER_IDLE_MS = 5000;
const CHECK_MS = 1000;
/** How much later than the server we give up on a statement: it shall tell us itself when it can. */
const GRACE_MS = 1000;

export interface PoolOptions {
  readonly url: string;
  /** Connections that stay open when they are idle. */
  readonly kept: number;
  /** Connections at the most. */
  readonly max: number;
  /** How long a request may wait for a connection when all are busy, in milliseconds. */
  readonly waitMs: number;
  /** How long a statement may take, and a transaction may do nothing, in milliseconds. */
  readonly statementMs: number;
  /** How old a connection may become before it is replaced, in milliseconds. Default: an hour. */
  readonly lifetimeMs?: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** What drizzle and Farol use of a pool, and what else is known of its database. */
export interface DatabasePool extends pg.Pool {
  readonly url: string;
  /** Whether it could not be reached a moment ago. */
  readonly isAway: boolean;
}

/**
 * A pool of connections to one PostgreSQL. A connection is replaced when it is old, and asked whether it still answers
 * when it was idle for 5 seconds. When none can be opened that is tried again with pauses that grow; after half a second
 * the database counts as away, and checkouts are refused with DatabaseAway at once, until it is back.
 */
export function openPool(options: PoolOptions): DatabasePool {
  return new PatientPool(options);
}

/** Ends the pool, and waits for statements that still run, but not for long: their requests are over. */
export async function endPool(pool: pg.Pool): Promise<void> {
  await Promise.race([pool.end(), delay(END_MS, undefined, { ref: false })]);
}

type Callback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: PoolClient["release"],
) => void;

class PatientPool extends pg.Pool implements DatabasePool {
  readonly url: string;
  readonly #clock: Clock;
  readonly #releasedMs = new WeakMap<object, number>();
  readonly #reachability: Reachability;

  constructor({ clock, log, ...options }: PoolOptions) {
    super(configOf(options));
    this.url = options.url;
    this.#clock = clock;
    this.#reachability = new Reachability({
      probe: () => probe(options.url),
      isWanted: () => !this.ending,
      log,
    });
    this.on("connect", (client) => client.on("error", ignore));
    this.on("error", (err) => log.debug({ err }, "an idle database connection ended"));
    this.on("release", (error, client) => this.#released(error, client));
  }

  get isAway(): boolean {
    return this.#reachability.isAway;
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<PoolClient> | undefined {
    const checkout = this.#checkout();
    if (callback === undefined) return checkout;
    checkout.then(
      (client) => callback(undefined, client, client.release),
      (error) => callback(error, undefined, ignore),
    );
    return undefined;
  }

  async #checkout(): Promise<PoolClient> {
    this.#reachability.assertReachable();
    try {
      return await this.#healthyClient();
    } catch (error) {
      if (!isConnectionFault(error)) throw error;
      await this.#reachability.doubt();
      return this.#healthyClient();
    }
  }

  async #healthyClient(): Promise<PoolClient> {
    for (;;) {
      const client = await super.connect();
      const releasedMs = this.#releasedMs.get(client) ?? Number.POSITIVE_INFINITY;
      if (this.#clock.monotonic() - releasedMs < CHECK_AFTER_IDLE_MS || (await answers(client)))
        return client;
      client.release(true);
      this.#discardIdle();
    }
  }

  /** The pool hands out the latest released first, so that those behind a dead one are no better. */
  #discardIdle(): void {
    for (let left = this.idleCount; left > 0; left--)
      super.connect().then((client) => client.release(true), ignore);
  }

  #released(error: unknown, client: PoolClient): void {
    this.#releasedMs.set(client, this.#clock.monotonic());
    if (!error) return;
    if ((isConnectionFault(error) || isSilence(error)) && !this.#reachability.isAway)
      this.#reachability.doubt().catch(ignore);
  }
}

function configOf(options: Omit<PoolOptions, "clock" | "log">) {
  const { url, kept, max, waitMs, statementMs, lifetimeMs = LIFETIME_MS } = options;
  return {
    connectionString: url,
    Client: ReviewsClient,
    ...{ min: kept, max, idleTimeoutMillis: IDLE_MS, maxLifetimeSeconds: lifetimeMs / 1000 },
    connectionTimeoutMillis: waitMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: statementMs,
    query_timeout: statementMs + GRACE_MS,
    keepAlive: true,
    application_name: "reviews",
  };
}

/** Whether a server takes a connection. What else it may find wrong with us is for those to learn who use it. */
async function probe(url: string): Promise<void> {
  const client = new ReviewsClient({ connectionString: url, application_name: "reviews" });
  client.on("error", ignore);
  try {
    await client.connect();
  } catch (error) {
    if (isConnectionFault(error)) throw error;
  } finally {
    await client.end().catch(ignore);
  }
}

async function answers(client: PoolClient): Promise<boolean> {
  const check: pg.QueryConfig & { query_timeout: number } = { text: "SELECT 1", query_timeout: CHECK_MS };
  return client.query(check).then(
    () => true,
    () => false,
  );
}

/** A client that is checked out has nobody else who listens; its next statement fails, and tells. */
function ignore(): void {}
