import { z } from "zod";
import { approveReview, rejectReview } from "../review/decide-review.ts";
import { reviewSummary } from "../review/view.ts";
import type { Routes } from "./api.ts";
import { callerOf } from "./caller.ts";
import { idempotencyHeaders, toEntityTag, versionHeaders, versionOf } from "./headers.ts";
import { answerOf, problems } from "./problem.ts";

const decisions = [
  ["approval", "Approve a change", approveReview],
  ["rejection", "Reject a change", rejectReview],
] as const;

/** Approving and rejecting. */
export const decisionRoutes: Routes = (api, bus) => {
  for (const [path, summary, command] of decisions) {
    api.post(
      `/reviews/:reviewId/${path}`,
      {
        schema: {
          ...{ tags: ["reviews"], summary },
          params: z.object({ reviewId: z.uuid() }),
          headers: idempotencyHeaders.extend(versionHeaders.shape),
          body: command.input.pick({ reason: true }),
          response: { 201: reviewSummary, ...problems },
        },
      },
      async (request, reply) => {
        const version = versionOf(request.headers["if-match"]);
        const input = { ...request.params, ...request.body, version };
        const review = answerOf(await bus.execute(command, input, callerOf(request)));
        return reply.code(201).header("etag", toEntityTag(review.version)).send(review);
      },
    );
  }
};
