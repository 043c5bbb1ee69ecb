import { eq } from "drizzle-orm";
import { err } from "neverthrow";
import { z } from "zod";
import { actorOf, define } from "../bus/message.ts";
import { reviews } from "../database/schema.ts";
import { tagsOfChange } from "./cache-tags.ts";
import { replaceEvidence } from "./evidence.ts";
import { lockReview, readReview } from "./find.ts";
import { isOwn, isPending, isVersion } from "./rules.ts";
import { proposal } from "./view.ts";

/** What was found is about the diff that is replaced. */
const UNSCANNED = { scanState: "waiting", scanFindings: null, scannedAt: null } as const;

/** Replaces a pending proposal by a better one. The caller must name the version that it replaces. */
export const reviseReview = define({
  name: "revise_review",
  input: proposal.extend({ reviewId: z.uuid(), version: z.int() }),
  allow: ["proposer", "admin"],
  invalidates: tagsOfChange,
  async handle({ reviewId, version, evidence, ...change }, context) {
    const { database, announce } = context;
    const review = (await lockReview(database, reviewId))
      .andThen(isOwn(actorOf(context)))
      .andThen(isPending)
      .andThen(isVersion(version));
    if (review.isErr()) return err(review.error);
    await database
      .update(reviews)
      .set({ ...change, version: version + 1, ...UNSCANNED })
      .where(eq(reviews.id, reviewId));
    await replaceEvidence(database, reviewId, evidence);
    announce({ type: "review_revised", reviewId });
    return readReview(database, reviewId);
  },
});
