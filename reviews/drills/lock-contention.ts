import { z } from "zod";
import type { DatabasePool } from "../database/pool.ts";
import { drill } from "./drill.ts";
import { endOf, pause, seconds } from "./lasting.ts";
import { withTable } from "./own-table.ts";

/** Often enough that the server does not end the transaction for doing nothing. */
const WORK_MS = 1000;
const RETRY_MS = 100;

/** A row that one transaction keeps for itself, and others want. */
export const lockContention = drill({
  name: "lock-contention",
  summary: "Keep a row locked that others want to change",
  input: z.object({ seconds: seconds(60), waiters: z.int().min(1).max(20).default(3) }),
  where: "background",
  async run(parts, { seconds, waiters }) {
    const { pool } = parts;
    const end = endOf(parts, seconds);
    await withTable(pool, 1, async (table) => {
      const change = `UPDATE ${table} SET value = value + 1 WHERE id = 1`;
      const wanting = async () => {
        while (!end.aborted) {
          // the statement's time limit ends the wait
          await pool.query(change).catch(() => pause(RETRY_MS, end));
        }
      };
      await keepingLocked(pool, change, end, async () => {
        await Promise.all(Array.from({ length: waiters }, wanting));
      });
    });
  },
});

/** `meanwhile` begins once the row is locked; it is over only after it was unlocked. */
async function keepingLocked(
  pool: DatabasePool,
  change: string,
  end: AbortSignal,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  let others: Promise<void> | undefined;
  try {
    await client.query("BEGIN");
    await client.query(change);
    others = meanwhile();
    while (!end.aborted) {
      await client.query("SELECT 1");
      await pause(WORK_MS, end);
    }
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    client.release(error as Error);
    throw error;
  } finally {
    await others;
  }
}
