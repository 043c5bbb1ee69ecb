import type { FastifyReply } from "fastify";
import type { Result } from "neverthrow";
import { z } from "zod";
import { type Failure, FailureError, type FailureKind } from "../errors.ts";

/** RFC 9457's problem details. */
export const problem = z
  .object({
    type: z.string().describe("Names the kind of problem"),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().describe("The request's id, as it stands in the logs"),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

const ANSWERS: Record<FailureKind, readonly [status: number, title: string]> = {
  invalid: [400, "The request is not valid"],
  unauthenticated: [401, "Not signed in"],
  forbidden: [403, "Not allowed"],
  not_found: [404, "Not found"],
  email_taken: [409, "E-mail address is taken"],
  already_decided: [409, "Already decided"],
  stale: [412, "Changed meanwhile"],
  too_large: [413, "Too large"],
  unsupported_media_type: [415, "Unsupported media type"],
  key_reused: [422, "Idempotency key was used before"],
  precondition_required: [428, "A precondition is required"],
  rate_limited: [429, "Too many requests"],
  overloaded: [503, "Too busy at the moment"],
  unavailable: [503, "Not available at the moment"],
  internal: [500, "Internal error"],
};

/** In seconds. For `rate_limited`, who limits knows it and has said it. */
const RETRY_AFTER: Partial<Record<FailureKind, string>> = { overloaded: "1", unavailable: "5" };

/** Answers a failure. The one place where the domain's failures become HTTP. */
export function sendProblem(reply: FastifyReply, failure: Failure): FastifyReply {
  const [status, title] = ANSWERS[failure.kind];
  if (failure.kind === "unauthenticated") reply.header("www-authenticate", "Bearer");
  const retryAfter = RETRY_AFTER[failure.kind];
  if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
  return reply
    .code(status)
    .type("application/problem+json")
    .serializer(JSON.stringify)
    .send({
      type: `urn:reviews:problem:${failure.kind}`,
      title,
      status,
      detail: failure.detail,
      instance: `urn:reviews:request:${reply.request.id}`,
      ...(failure.kind === "invalid" && { issues: failure.issues }),
    });
}

/** What a route answers with; a failure goes on to the error handler. */
export function answerOf<T>(result: Result<T, Failure>): T {
  if (result.isErr()) throw new FailureError(result.error);
  return result.value;
}

const described = { description: "Problem", content: { "application/problem+json": { schema: problem } } };

/** The problems that a route may answer with, for its documentation. */
export const problems = { "4xx": described, "5xx": described };
