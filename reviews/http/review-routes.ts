import { z } from "zod";
import { pageOf } from "../database/keyset.ts";
import { commentOnReview } from "../review/comment-on-review.ts";
import { countPending, pendingCounts } from "../review/count-pending.ts";
import { getReview } from "../review/get-review.ts";
import { listReviews } from "../review/list-reviews.ts";
import { proposeReview } from "../review/propose-review.ts";
import { reviseReview } from "../review/revise-review.ts";
import { commentView, reviewDetail, reviewSummary } from "../review/view.ts";
import type { Routes } from "./api.ts";
import { callerOf } from "./caller.ts";
import { idempotencyHeaders, requiredVersion, toEntityTag, versionHeaders } from "./headers.ts";
import { answerOf, problems } from "./problem.ts";

const tags = ["reviews"];
const reviewId = z.object({ reviewId: z.uuid() });

/** The queue: proposing, listing, opening, revising, commenting. */
export const reviewRoutes: Routes = (api, bus) => {
  api.post(
    "/reviews",
    {
      config: { importance: "bulk" },
      schema: {
        ...{ tags, summary: "Propose a change" },
        headers: idempotencyHeaders,
        body: proposeReview.input,
        response: { 201: reviewDetail, ...problems },
      },
    },
    async (request, reply) => {
      const review = answerOf(await bus.execute(proposeReview, request.body, callerOf(request)));
      reply.header("location", `/api/v1/reviews/${review.id}`).header("etag", toEntityTag(review.version));
      return reply.code(201).send(review);
    },
  );

  api.get(
    "/reviews",
    {
      schema: {
        ...{ tags, summary: "List reviews, the newest first" },
        querystring: listReviews.input,
        response: { 200: pageOf(reviewSummary), ...problems },
      },
    },
    async (request) => answerOf(await bus.ask(listReviews, request.query, callerOf(request))),
  );

  api.get(
    "/reviews/pending",
    { schema: { tags, summary: "Count pending reviews", response: { 200: pendingCounts, ...problems } } },
    async (request) => answerOf(await bus.ask(countPending, {}, callerOf(request))),
  );

  api.get(
    "/reviews/:reviewId",
    {
      schema: {
        ...{ tags, summary: "Open a review" },
        params: reviewId,
        response: { 200: reviewDetail, ...problems },
      },
    },
    async (request, reply) => {
      const review = answerOf(await bus.ask(getReview, request.params, callerOf(request)));
      return reply.header("etag", toEntityTag(review.version)).send(review);
    },
  );

  api.put(
    "/reviews/:reviewId",
    {
      schema: {
        ...{ tags, summary: "Revise a pending proposal" },
        params: reviewId,
        headers: versionHeaders,
        body: proposeReview.input,
        response: { 200: reviewDetail, ...problems },
      },
    },
    async (request, reply) => {
      const version = requiredVersion(request.headers["if-match"]);
      const input = { ...request.body, ...request.params, version };
      const review = answerOf(await bus.execute(reviseReview, input, callerOf(request)));
      return reply.header("etag", toEntityTag(review.version)).send(review);
    },
  );

  api.post(
    "/reviews/:reviewId/comments",
    {
      schema: {
        ...{ tags, summary: "Comment on a review" },
        params: reviewId,
        headers: idempotencyHeaders,
        body: commentOnReview.input.pick({ body: true }),
        response: { 201: commentView, ...problems },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params };
      return reply.code(201).send(answerOf(await bus.execute(commentOnReview, input, callerOf(request))));
    },
  );
};
