import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "../database/drizzle.ts";
import { evidence } from "../database/schema.ts";
import type { EvidenceRow, evidenceItem } from "./view.ts";

type Items = readonly z.output<typeof evidenceItem>[];

/** Gives a review that has no evidence this one, in this order. */
export async function addEvidence(
  database: Database,
  reviewId: string,
  items: Items,
): Promise<EvidenceRow[]> {
  const rows = items.map((item, position) => ({ ...item, reviewId, position }));
  if (rows.length > 0) await database.insert(evidence).values(rows);
  return rows;
}

/** Makes these the evidence of a review, in this order. */
export async function replaceEvidence(database: Database, reviewId: string, items: Items): Promise<void> {
  await database.delete(evidence).where(eq(evidence.reviewId, reviewId));
  await addEvidence(database, reviewId, items);
}
