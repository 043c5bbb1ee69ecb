import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "../database/drizzle.ts";
import { evidence } from "../database/schema.ts";
import type { evidenceItem } from "./view.ts";

/** Makes these the evidence of a review, in this order. */
export async function writeEvidence(
  database: Database,
  reviewId: string,
  items: readonly z.output<typeof evidenceItem>[],
): Promise<void> {
  await database.delete(evidence).where(eq(evidence.reviewId, reviewId));
  if (items.length === 0) return;
  await database.insert(evidence).values(items.map((item, position) => ({ ...item, reviewId, position })));
}
