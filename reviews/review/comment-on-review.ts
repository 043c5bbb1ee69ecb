import { randomUUID } from "node:crypto";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { actorOf, define } from "../bus/message.ts";
import { comments } from "../database/schema.ts";
import { SIGNED_IN } from "../identity/roles.ts";
import { text } from "../text.ts";
import { reviewTag } from "./cache-tags.ts";
import { requireReview } from "./find.ts";
import { toComment } from "./view.ts";

/** Says something about a change, decided or not. */
export const commentOnReview = define({
  name: "comment_on_review",
  input: z.object({ reviewId: z.uuid(), body: text(10_000) }),
  allow: SIGNED_IN,
  invalidates: ({ reviewId }) => [reviewTag(reviewId)],
  async handle({ reviewId, body }, context) {
    const found = await requireReview(context.database, reviewId);
    if (found.isErr()) return err(found.error);
    const comment = {
      ...{ id: randomUUID(), reviewId, body },
      authorId: actorOf(context).id,
      createdAt: new Date(context.clock.now()),
    };
    await context.database.insert(comments).values(comment);
    return ok(toComment(comment));
  },
});
