import { and, eq, ne, or } from "drizzle-orm";
import { ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { reviews } from "../database/schema.ts";
import { reviewTag } from "./cache-tags.ts";
import { scanResult } from "./scan.ts";

/**
 * Keeps what a scan of one version of a change came to; answers whether it was kept. It is not when the change was
 * revised meanwhile, since the new one is scanned itself. The review's version stays: who saw it may still decide it.
 */
export const recordScan = define({
  name: "record_scan",
  input: z.object({ reviewId: z.uuid(), version: z.int(), scan: scanResult }),
  allow: ["operator"],
  transaction: false,
  invalidates: ({ reviewId }) => [reviewTag(reviewId)],
  async handle({ reviewId, version, scan }, { database, clock }) {
    const kept =
      scan.state === "done"
        ? { scanFindings: scan.findings, scannedAt: new Date(clock.now()) }
        : { scanFindings: null, scannedAt: null };
    // a decision is a version too, of the same diff, and the last one
    const isDecided = and(eq(reviews.version, version + 1), ne(reviews.status, "pending"));
    const { rowCount } = await database
      .update(reviews)
      .set({ scanState: scan.state, ...kept })
      .where(and(eq(reviews.id, reviewId), or(eq(reviews.version, version), isDecided)));
    return ok(rowCount === 1);
  },
});
