import { randomUUID } from "node:crypto";
import { actorOf, define } from "../bus/message.ts";
import { reviews } from "../database/schema.ts";
import { REVIEWS_TAG } from "./cache-tags.ts";
import { writeEvidence } from "./evidence.ts";
import { readReview } from "./find.ts";
import { proposal } from "./view.ts";

/** Puts a change in the queue. */
export const proposeReview = define({
  name: "propose_review",
  input: proposal,
  allow: ["proposer", "admin"],
  invalidates: () => [REVIEWS_TAG],
  async handle({ evidence, ...change }, context) {
    const { database, clock, announce } = context;
    const id = randomUUID();
    await database.insert(reviews).values({
      ...change,
      id,
      status: "pending",
      version: 1,
      proposerId: actorOf(context).id,
      createdAt: new Date(clock.now()),
    });
    await writeEvidence(database, id, evidence);
    const { title, severity } = change;
    announce({ type: "review_proposed", reviewId: id, title, severity });
    return readReview(database, id);
  },
});
