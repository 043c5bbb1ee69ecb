import { and, eq } from "drizzle-orm";
import { ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { reviews } from "../database/schema.ts";

/** Pending changes that are to be scanned, the oldest first. */
export const unscannedReviews = define({
  name: "unscanned_reviews",
  input: z.object({
    state: z.enum(["waiting", "unavailable"]),
    limit: z.int().min(1).max(100),
  }),
  allow: ["operator"],
  async handle({ state, limit }, { database }) {
    const { id, version, diff } = reviews;
    const rows = await database
      .select({ id, version, diff })
      .from(reviews)
      .where(and(eq(reviews.status, "pending"), eq(reviews.scanState, state)))
      .orderBy(reviews.createdAt, reviews.id)
      .limit(limit);
    return ok(rows);
  },
});
