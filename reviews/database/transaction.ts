import { setTimeout as delay } from "node:timers/promises";
import { DrizzleQueryError } from "drizzle-orm";
import type pg from "pg";
import { backoffMs } from "./backoff.ts";
import { type Database, databaseIn } from "./drizzle.ts";
import { isConflict, isConnectionFault, isNotSent, isSilence, OutcomeUnknown } from "./faults.ts";

const FIRST_PAUSE_MS = 10;
const MAX_PAUSE_MS = 200;

/** Why a transaction may be run again, and how often it is run at the most. */
const TRIES = { conflict: 6, connection: 2 } as const;
export type RetryReason = keyof typeof TRIES;
export const RETRY_REASONS = Object.keys(TRIES) as readonly RetryReason[];

/** What else happens around a transaction. */
export interface TransactionHooks {
  /** It was rolled back and will be run again. */
  readonly onRetry?: (reason: RetryReason) => void;
  /** It was committed; its connection can still be asked. What this throws is ignored. */
  readonly onCommit?: (client: pg.PoolClient) => Promise<void>;
}

/**
 * Runs `work` in a transaction, which is committed unless it throws. One that the server rolled back for others at the
 * same time (a serialization failure, a deadlock), or that was certainly not committed when its connection was lost, is
 * run again: `work` must leave nothing but what it does in the database.
 * @throws OutcomeUnknown when the connection is lost while it is committed; that is never run again
 */
export async function withTransaction<T>(
  pool: pg.Pool,
  work: (database: Database) => Promise<T>,
  hooks: TransactionHooks = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(pool, work, hooks.onCommit);
    } catch (error) {
      if (error instanceof NotTheDatabase) throw error.cause;
      const reason = retryReason(error);
      if (reason === undefined || attempt >= TRIES[reason]) throw error;
      hooks.onRetry?.(reason);
      await delay(backoffMs(attempt, FIRST_PAUSE_MS, MAX_PAUSE_MS));
    }
  }
}

function retryReason(error: unknown): RetryReason | undefined {
  if (isConflict(error)) return "conflict";
  return isConnectionFault(error) ? "connection" : undefined;
}

async function runOnce<T>(
  pool: pg.Pool,
  work: (database: Database) => Promise<T>,
  onCommit: TransactionHooks["onCommit"],
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(databaseIn(client)).catch(setApart);
    await commit(client);
    await onCommit?.(client).catch(() => {});
    return result;
  } catch (error) {
    broken = await rollBack(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** What `work` threw of its own: a refused connection in it is one to somewhere else. */
class NotTheDatabase extends Error {}

function setApart(error: unknown): never {
  throw error instanceof DrizzleQueryError ? error : new NotTheDatabase(undefined, { cause: error });
}

async function commit(client: pg.PoolClient): Promise<void> {
  let tag: string;
  try {
    tag = (await client.query("COMMIT")).command;
  } catch (error) {
    const mayHaveHappened = (isConnectionFault(error) && !isNotSent(error)) || isSilence(error);
    throw mayHaveHappened ? new OutcomeUnknown("the connection was lost at COMMIT", { cause: error }) : error;
  }
  // the server's answer to the COMMIT of a transaction in which a statement failed
  if (tag === "ROLLBACK")
    throw new Error("a statement of this transaction failed and that was passed over: nothing is saved");
}

/** Ends what is open. Answers why the connection is of no more use, if that is so. */
async function rollBack(client: pg.PoolClient, error: unknown): Promise<Error | undefined> {
  const fault = error instanceof OutcomeUnknown ? (error.cause as Error) : (error as Error);
  // it would wait behind what was not answered
  if (isConnectionFault(fault) || isSilence(fault)) return fault;
  return client.query("ROLLBACK").then(
    () => undefined,
    (reason) => reason,
  );
}
