import { setTimeout as delay } from "node:timers/promises";
import { drizzle, type NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import pg from "pg";
import * as schema from "./schema.ts";

const END_MS = 500;

/** The database as handlers see it: the pool, or one transaction on it. */
export type Database = PgDatabase<NodePgQueryResultHKT, typeof schema>;

export function createPool(url: string, max: number): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    // no statement of this application is meant to take that long; a lock that is never freed must not hold a request
    statement_timeout: 30_000,
    application_name: "reviews",
  });
}

/** Ends the pool, and waits for statements that still run, but not for long: their requests are over. */
export async function endPool(pool: pg.Pool): Promise<void> {
  await Promise.race([pool.end(), delay(END_MS)]);
}

export function databaseOn(pool: pg.Pool): Database {
  return drizzle(pool, { schema });
}
