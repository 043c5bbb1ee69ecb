import { DrizzleQueryError } from "drizzle-orm";
import type { FastifyError, FastifyInstance } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { unavailability } from "../database/unavailable.ts";
import { type Failure, FailureError, failure, invalid } from "../errors.ts";
import { countException } from "../exceptions.ts";
import type { Metrics } from "../metrics.ts";
import { sendProblem } from "./problem.ts";

/** Gives everything that fails in this instance one kind of answer, and counts it. */
export function answerErrors(app: FastifyInstance, metrics: Metrics): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = causeOf(thrown);
    const answer = failureOf(error);
    metrics.errors.inc({ kind: answer.kind });
    if (answer.kind === "internal") {
      countException(metrics, error);
      request.log.error({ err: error }, "unexpected exception");
    } else if (answer.kind === "unavailable")
      request.log.warn({ err: error }, "the database cannot serve a request");
    return sendProblem(reply, answer);
  });
  app.setNotFoundHandler((request, reply) => {
    metrics.errors.inc({ kind: "not_found" });
    return sendProblem(
      reply,
      failure("not_found", `There is no ${request.method} ${request.url.split("?")[0]}.`),
    );
  });
}

/** Drizzle's message repeats the parameters, which may be secret; the driver's does not. */
function causeOf(thrown: unknown): unknown {
  return thrown instanceof DrizzleQueryError ? (thrown.cause ?? thrown) : thrown;
}

const BY_STATUS: Partial<Record<number, Exclude<Failure["kind"], "invalid">>> = {
  401: "unauthenticated",
  404: "not_found",
  413: "too_large",
  415: "unsupported_media_type",
  503: "unavailable",
};

function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error);
  const outage = unavailability(error);
  if (outage !== undefined) return failure("unavailable", outage);
  const { statusCode = 500, message } = error as Partial<FastifyError>;
  const kind = BY_STATUS[statusCode];
  if (kind !== undefined) return failure(kind, message ?? "");
  if (statusCode < 500) return invalid([{ path: "(request)", message: message ?? "" }]);
  return failure("internal", "Something went wrong on our side; the request's id finds it in the logs.");
}

function invalidRequest(error: Parameters<typeof hasZodFastifySchemaValidationErrors>[0]): Failure {
  const { validation, validationContext } = error as FastifyError;
  return invalid(
    (validation ?? []).map(({ instancePath, message }) => ({
      path: [validationContext, ...instancePath.split("/").filter(Boolean)].join("."),
      message: message ?? "",
    })),
  );
}
