import { z } from "zod";
import { drill } from "./drill.ts";

/** The N+1 pattern: one query for the reviews, and one more for each of them. */
export const repeatedQueries = drill({
  name: "repeated-queries",
  summary: "List reviews, and ask for the comments of each one by itself",
  input: z.object({ reviews: z.int().min(1).max(1000).default(50) }),
  where: "request",
  async run({ pool }, { reviews }) {
    const listed = await pool.query("SELECT id FROM reviews ORDER BY created_at DESC LIMIT $1", [reviews]);
    for (const { id } of listed.rows) {
      await pool.query("SELECT id, body FROM comments WHERE review_id = $1", [id]);
    }
  },
});
