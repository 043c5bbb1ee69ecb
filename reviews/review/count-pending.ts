import { count, eq } from "drizzle-orm";
import { ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { reviews } from "../database/schema.ts";
import { REVIEWS_TAG } from "./cache-tags.ts";
import { SEVERITIES } from "./values.ts";

export const pendingCounts = z
  .object({ total: z.int(), bySeverity: z.record(z.enum(SEVERITIES), z.int()) })
  .meta({ id: "PendingCounts" });

/** How many reviews wait for a decision. */
export const countPending = define({
  name: "count_pending",
  input: z.object({}),
  allow: ["proposer", "reviewer", "admin", "operator"],
  cache: { ttlMs: 60_000, tags: () => [REVIEWS_TAG], stale: "changed" },
  async handle(_input, { database }) {
    const rows = await database
      .select({ severity: reviews.severity, count: count() })
      .from(reviews)
      .where(eq(reviews.status, "pending"))
      .groupBy(reviews.severity);
    const bySeverity = { low: 0, medium: 0, high: 0, critical: 0 };
    for (const row of rows) bySeverity[row.severity] = row.count;
    return ok({ total: rows.reduce((sum, row) => sum + row.count, 0), bySeverity });
  },
});
