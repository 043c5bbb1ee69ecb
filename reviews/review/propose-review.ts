import { randomUUID } from "node:crypto";
import { ok } from "neverthrow";
import { actorOf, define } from "../bus/message.ts";
import { reviews } from "../database/schema.ts";
import { REVIEWS_TAG } from "./cache-tags.ts";
import { addEvidence } from "./evidence.ts";
import { proposal, toDetail } from "./view.ts";

/** Puts a change in the queue. */
export const proposeReview = define({
  name: "propose_review",
  input: proposal,
  allow: ["proposer", "admin"],
  invalidates: () => [REVIEWS_TAG],
  async handle({ evidence, ...change }, context) {
    const { database, clock, announce } = context;
    const [row] = await database
      .insert(reviews)
      .values({
        ...change,
        id: randomUUID(),
        status: "pending",
        version: 1,
        proposerId: actorOf(context).id,
        createdAt: new Date(clock.now()),
      })
      .returning();
    const review = { ...row!, evidence: await addEvidence(database, row!.id, evidence), comments: [] };
    const { id: reviewId, title, severity } = review;
    announce({ type: "review_proposed", reviewId, title, severity });
    return ok(toDetail(review));
  },
});
