import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../database/drizzle.ts";
import type { DatabasePool } from "../database/pool.ts";
import { withTransaction } from "../database/transaction.ts";
import { drill } from "./drill.ts";
import { withTable } from "./own-table.ts";

/** Two transactions that change the same two rows in opposite order. */
export const deadlock = drill({
  name: "deadlock",
  summary: "Change two rows in opposite order in two transactions",
  input: z.object({ times: z.int().min(1).max(600).default(1).describe("Each takes about a second") }),
  where: "background",
  run: ({ pool, signal }, { times }) =>
    withTable(pool, 2, async (table) => {
      for (let i = 0; i < times && !signal.aborted; i++) await collide(pool, table);
    }),
});

/** The server rolls one of the two back, which then runs again alone. */
async function collide(pool: DatabasePool, table: string): Promise<void> {
  const add = (database: Database, id: number) =>
    database.execute(sql.raw(`UPDATE ${table} SET value = value + 1 WHERE id = ${id}`));
  const transfer = (from: number, to: number, begun: PromiseWithResolvers<void>, other: Promise<void>) =>
    withTransaction(pool, async (database) => {
      await add(database, from);
      begun.resolve();
      await other;
      await add(database, to);
    }).finally(() => begun.resolve());
  const [one, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await Promise.all([transfer(1, 2, one, two.promise), transfer(2, 1, two, one.promise)]);
}
