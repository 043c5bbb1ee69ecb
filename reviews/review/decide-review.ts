import { eq } from "drizzle-orm";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { actorOf, type Context, define } from "../bus/message.ts";
import { reviews } from "../database/schema.ts";
import { text } from "../text.ts";
import { tagsOfChange } from "./cache-tags.ts";
import { lockReview } from "./find.ts";
import { isNotOwn, isPending, isVersion } from "./rules.ts";
import { toSummary } from "./view.ts";

const decision = z.object({
  reviewId: z.uuid(),
  reason: text(2000),
  version: z.int().optional().describe("The version that was reviewed; a newer one is then not decided"),
});

/** Approves a pending change, once. */
export const approveReview = define({
  name: "approve_review",
  input: decision,
  allow: ["reviewer", "admin"],
  invalidates: tagsOfChange,
  handle: (input, context) => decide("approved", input, context),
});

/** Rejects a pending change, once. */
export const rejectReview = define({
  name: "reject_review",
  input: decision,
  allow: ["reviewer", "admin"],
  invalidates: tagsOfChange,
  handle: (input, context) => decide("rejected", input, context),
});

async function decide(status: "approved" | "rejected", input: z.output<typeof decision>, context: Context) {
  const { database, clock, announce } = context;
  const actor = actorOf(context);
  const found = (await lockReview(database, input.reviewId))
    .andThen(isPending)
    .andThen(isNotOwn(actor))
    .andThen(isVersion(input.version));
  if (found.isErr()) return err(found.error);
  const review = found.value;
  const decidedAt = new Date(clock.now());
  const decided = {
    status,
    decidedAt,
    deciderId: actor.id,
    reason: input.reason,
    version: review.version + 1,
  };
  await database.update(reviews).set(decided).where(eq(reviews.id, review.id));
  const latencyMs = Math.max(0, decidedAt.getTime() - review.createdAt.getTime());
  const { id: reviewId, title, severity } = review;
  announce({
    ...{ type: "review_decided", reviewId, title, severity },
    decision: status,
    latencySeconds: latencyMs / 1000,
  });
  return ok(toSummary({ ...review, ...decided }));
}
