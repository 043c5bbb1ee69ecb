import { z } from "zod";
import { define } from "../bus/message.ts";
import { SIGNED_IN } from "../identity/roles.ts";
import { reviewTag } from "./cache-tags.ts";
import { readReview } from "./find.ts";

/** One review with its evidence and comments. */
export const getReview = define({
  name: "get_review",
  input: z.object({ reviewId: z.uuid() }),
  allow: SIGNED_IN,
  cache: { ttlMs: 60_000, tags: ({ reviewId }) => [reviewTag(reviewId)], stale: "changed" },
  handle: ({ reviewId }, { database }) => readReview(database, reviewId),
});
