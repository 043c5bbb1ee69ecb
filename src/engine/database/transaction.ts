import type { DatabaseSync } from "node:sqlite";

/** Does all of it or, when it throws, nothing. Once it returns, what was written outlives a crash. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  // Immediate: a lock that is taken later, by the first write, could not be waited for.
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
