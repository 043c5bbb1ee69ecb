import { z } from "zod";
import { drill } from "./drill.ts";
import { endOf, over, seconds } from "./lasting.ts";
import { withTable } from "./own-table.ts";

/** A table that is mostly dead rows, since each of its rows was changed and nothing was vacuumed. */
export const tableBloat = drill({
  name: "table-bloat",
  summary: "Change every row of a large table a few times, without vacuum",
  input: z.object({
    rows: z.int().min(1000).max(1_000_000).default(20_000),
    times: z.int().min(1).max(20).default(3),
    seconds: seconds(60),
  }),
  where: "background",
  async run(parts, { rows, times, seconds }) {
    const end = endOf(parts, seconds);
    await withTable(parts.pool, rows, async (table) => {
      for (let i = 0; i < times && !end.aborted; i++) {
        await parts.pool.query(`UPDATE ${table} SET value = value + 1`);
      }
      await over(end);
    });
  },
});
