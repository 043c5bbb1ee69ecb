import { randomBytes } from "node:crypto";
import type { DatabasePool } from "../database/pool.ts";

/**
 * Makes a table of a drill's own, of rows with an id from 1 on and a value, and drops it when `use` is done: so drills
 * meet neither each other nor people's data.
 */
export async function withTable(
  pool: DatabasePool,
  rows: number,
  use: (table: string) => Promise<void>,
): Promise<void> {
  const table = `drill_${randomBytes(4).toString("hex")}`;
  await pool.query(
    `CREATE TABLE ${table} (id int PRIMARY KEY, value int NOT NULL) WITH (autovacuum_enabled = off)`,
  );
  try {
    await pool.query(`INSERT INTO ${table} SELECT id, 0 FROM generate_series(1, ${rows}) AS id`);
    await use(table);
  } finally {
    await pool.query(`DROP TABLE ${table}`);
  }
}
