import { z } from "zod";
import { drill } from "./drill.ts";
import { endOf, pause, seconds } from "./lasting.ts";

const PAUSE_MS = 100;

/** A statement that takes long, again and again. */
export const slowQueries = drill({
  name: "slow-queries",
  summary: "Run a slow query again and again",
  input: z.object({
    seconds: seconds(60),
    milliseconds: z.int().min(1).max(9000).default(500).describe("How long each takes"),
    atOnce: z.int().min(1).max(20).default(1),
  }),
  where: "background",
  async run(parts, { seconds, milliseconds, atOnce }) {
    const end = endOf(parts, seconds);
    const statement = `SELECT count(*), pg_sleep(${milliseconds / 1000}) FROM reviews`;
    const ask = async () => {
      while (!end.aborted) {
        // the database may be in trouble by another drill
        await parts.pool.query(statement).catch(() => {});
        await pause(PAUSE_MS, end);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, ask));
  },
});
