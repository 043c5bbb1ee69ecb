import { randomUUID } from "node:crypto";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { actorOf, define } from "../bus/message.ts";
import { isReferenceMissing } from "../database/faults.ts";
import { comments } from "../database/schema.ts";
import { SIGNED_IN } from "../identity/roles.ts";
import { text } from "../text.ts";
import { reviewTag } from "./cache-tags.ts";
import { noReview } from "./find.ts";
import { toComment } from "./view.ts";

/** Says something about a change, decided or not. */
export const commentOnReview = define({
  name: "comment_on_review",
  input: z.object({ reviewId: z.uuid(), body: text(10_000) }),
  allow: SIGNED_IN,
  invalidates: ({ reviewId }) => [reviewTag(reviewId)],
  transaction: false,
  async handle({ reviewId, body }, context) {
    const comment = {
      ...{ id: randomUUID(), reviewId, body },
      authorId: actorOf(context).id,
      createdAt: new Date(context.clock.now()),
    };
    try {
      await context.database.insert(comments).values(comment);
    } catch (error) {
      if (isReferenceMissing(error)) return err(noReview(reviewId));
      throw error;
    }
    return ok(toComment(comment));
  },
});
