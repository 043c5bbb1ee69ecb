import { z } from "zod";
import { drill } from "./drill.ts";
import { endOf, pause, seconds } from "./lasting.ts";

const WORK_MS = 1000;

/** A transaction that stays open while something else is done. */
export const longTransaction = drill({
  name: "long-transaction",
  summary: "Keep a transaction open",
  input: z.object({
    seconds: seconds(60),
    idle: z
      .boolean()
      .default(false)
      .describe("Do nothing in it: then the server ends it at the limit for that, and its connection"),
  }),
  where: "background",
  async run(parts, { seconds, idle }) {
    const end = endOf(parts, seconds);
    const client = await parts.pool.connect();
    try {
      await client.query("BEGIN");
      while (!end.aborted) {
        if (!idle) await client.query("SELECT count(*) FROM reviews");
        await pause(WORK_MS, end);
      }
      await client.query("COMMIT");
      client.release();
    } catch (error) {
      // most likely the server has ended it, which belongs to the fault
      client.release(error as Error);
    }
  },
});
