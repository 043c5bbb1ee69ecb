import type { PoolClient } from "pg";
import type { DatabasePool } from "../database/pool.ts";
import { over, pause } from "./lasting.ts";

const RETRY_MS = 100;

/** Takes connections of the pool, as they come free, and does not give them back before the end. */
export async function holdConnections(pool: DatabasePool, count: number, end: AbortSignal): Promise<void> {
  const hold = async () => {
    let client: PoolClient | undefined;
    while (client === undefined && !end.aborted) {
      client = await pool.connect().catch(() => undefined);
      if (client === undefined) await pause(RETRY_MS, end);
    }
    await over(end);
    client?.release();
  };
  await Promise.all(Array.from({ length: count }, hold));
}
