import { errorMonitor } from "node:events";
import type { Clock } from "../../../model/index.ts";
import { type Call, wrapMethod } from "../../watching/index.ts";
import type { PoolMetrics } from "../pool-metrics.ts";
import type { Queries } from "../queries.ts";
import type { Repeats } from "../repeats/repeats.ts";
import { type Transactions, TransactionWatch } from "../transactions.ts";
import { runHeard, textOf } from "./call.ts";
import { Hold, type Taken } from "./hold.ts";
import type { PgClient } from "./types.ts";

/** Where the clients of one pool record. */
export interface Records {
  readonly clock: Clock;
  readonly queries: Queries;
  /** Undefined when nobody wants to know of repeated statements. */
  readonly repeats: Repeats | undefined;
  readonly transactions: Transactions;
  readonly pool: PoolMetrics;
}

/** Watches the queries of one client, the transaction that is open on it, and who holds it. */
export class ClientWatch {
  readonly #records: Records;
  readonly #transaction: TransactionWatch;
  readonly #restoreQuery: () => void;
  readonly #client: PgClient;
  readonly #onError = () => this.#lost();
  readonly #bornMs: number;
  /** Who holds it. */
  readonly hold: Hold;
  #uses = 0;
  /** A client emits more than one error when its connection is lost. */
  #isLost = false;
  #isBroken = false;
  #isLeft = false;
  /** When the latest query ended: the one behind it in the client's queue had its turn then. */
  #lastEndMs = 0;

  constructor(client: PgClient, records: Records) {
    this.#client = client;
    this.#records = records;
    this.#bornMs = records.clock.monotonic();
    this.#transaction = new TransactionWatch(records.transactions);
    this.hold = new Hold((text) => records.queries.statementOf(text).shape);
    this.#restoreQuery = wrapMethod(client, "query", (original, called) => (self, args) => {
      const text = textOf(self, args[0]);
      const { asker } = this.hold;
      if (asker === undefined || records.repeats === undefined) return this.#run(original, self, args, text);
      return records.repeats.run(asker, text, called, () => this.#run(original, self, args, text));
    });
    client.on(errorMonitor, this.#onError);
  }

  /** Somebody has it now. */
  taken(by: Taken): void {
    this.hold.take(by, this.#records.clock.monotonic());
  }

  /** The client goes back to its pool, to be closed when there is an error. */
  released(error: unknown): void {
    this.#uses++;
    this.hold.release();
    this.#isBroken = Boolean(error);
    this.#transaction.abandoned(this.#records.clock);
  }

  /** Whether a client that is closed now was well, but used often or long enough. */
  isWornOut(maxUses: number, maxLifetimeMs: number): boolean {
    // Timers count whole milliseconds, so one may fire a fraction early.
    const isOld = maxLifetimeMs > 0 && this.#records.clock.monotonic() - this.#bornMs >= maxLifetimeMs - 1;
    return !this.#isLost && !this.#isBroken && (isOld || this.#uses >= maxUses);
  }

  /** Leaves the client as it was found; what runs on it is not recorded any more. */
  leave(): void {
    this.#isLeft = true;
    this.#restoreQuery();
    this.#client.off(errorMonitor, this.#onError);
  }

  #run(original: Call, self: unknown, args: unknown[], text: string): unknown {
    const startMs = this.#records.clock.monotonic();
    let isOver = false;
    this.hold.began(text, startMs);
    return runHeard(original, self, args, (error, result) => {
      if (isOver || this.#isLeft) return;
      isOver = true;
      this.#ended(text, startMs, error, result);
    });
  }

  #ended(text: string, calledMs: number, error: unknown, result: unknown): void {
    const { clock, queries } = this.#records;
    const endMs = clock.monotonic();
    const startMs = Math.max(calledMs, this.#lastEndMs);
    const failed = Boolean(error);
    this.#lastEndMs = endMs;
    this.hold.ended();
    const statement = queries.ended(text, endMs - startMs, failed);
    if (statement.boundaries.length === 0) return;
    this.#transaction.ran(statement, { startMs, endMs, failed, tags: tagsOf(result) });
  }

  #lost(): void {
    if (!this.#isLost) this.#records.pool.errors.inc();
    this.#isLost = true;
    this.#transaction.abandoned(this.#records.clock);
  }
}

/** The server's command tags: a text of several statements has several results. */
function tagsOf(result: unknown): (string | undefined)[] {
  const results = Array.isArray(result) ? result : [result];
  return results.map((it: { command?: string } | null | undefined) => it?.command);
}
