import { dbTableBloat } from "../../metrics.ts";
import type { MakeReading } from "../reading.ts";
import { Shown } from "../shown.ts";

const TABLES = 20;
/** In smaller tables a handful of dead rows would look like much. */
const MIN_ROWS = 1000;

/**
 * Dead rows that wait for vacuum: `pg_stat_user_tables`. Not the free space that vacuum leaves inside a table, which
 * would take the table's columns to estimate, and the right to read them.
 */
export const bloat: MakeReading = (recorder, pool) => {
  const shown = new Shown(recorder.gauge(dbTableBloat), (table) => ({ pool, table }));
  return {
    name: "bloat",
    sql: () => `
      SELECT schemaname || '.' || relname AS name, n_dead_tup::float8 / (n_live_tup + n_dead_tup) AS ratio
      FROM pg_stat_user_tables
      WHERE n_live_tup + n_dead_tup >= ${MIN_ROWS} AND schemaname !~ '^pg_temp_'
      ORDER BY n_dead_tup DESC, relid LIMIT ${TABLES}`,
    take: (rows) => shown.show(new Map(rows.map(({ name, ratio }) => [String(name), Number(ratio)]))),
    forget: () => shown.forget(),
  };
};
