import {
  drizzle,
  type NodePgQueryResultHKT,
  NodePgSession,
  NodePgTransaction,
} from "drizzle-orm/node-postgres";
import { type PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import type pg from "pg";
import * as schema from "./schema.ts";

/**
 * The database as handlers see it: a pool, or one transaction on it. The `transaction` of a transaction is a savepoint.
 */
export type Database = PgDatabase<NodePgQueryResultHKT, typeof schema>;

/** Each statement on a connection of its own. */
export function databaseOn(pool: pg.Pool): Database {
  return drizzle(pool, { schema });
}

const dialect = new PgDialect();
// found out once: the relations of all tables
const { fullSchema, schema: tables, tableNamesMap } = drizzle.mock({ schema })._;
const relations = { fullSchema, schema: tables!, tableNamesMap };

/** All statements on this connection, in the transaction that was begun on it. */
export function databaseIn(client: pg.PoolClient): Database {
  return new NodePgTransaction(dialect, new NodePgSession(client, dialect, relations), relations);
}
