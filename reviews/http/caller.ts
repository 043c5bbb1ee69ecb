import jwt from "@fastify/jwt";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Caller } from "../bus/message.ts";
import { FailureError, failure } from "../errors.ts";
import { identify } from "../identity/identify.ts";
import { API_TOKEN_PREFIX } from "../identity/issue-api-token.ts";
import type { Actor } from "../identity/roles.ts";
import type { ReviewsBus } from "../reviews-bus.ts";
import { answerOf } from "./problem.ts";

/** How long a sign-in holds, in seconds. */
export const SESSION_SECONDS = 3600;

declare module "fastify" {
  interface FastifyRequest {
    /** Who sends this request; null for somebody unknown. */
    actor: Actor | null;
  }
}
declare module "@fastify/jwt" {
  interface FastifyJWT {
    payload: { sub: string };
    user: { sub: string };
  }
}

/** Finds out who sends each request, by a session's or a machine's bearer token. A wrong one is answered with 401. */
export async function identifyCallers(
  app: FastifyInstance,
  bus: ReviewsBus,
  signingKey: string,
): Promise<void> {
  await app.register(jwt, {
    secret: signingKey,
    sign: { algorithm: "HS256", expiresIn: `${SESSION_SECONDS}s` },
    verify: { algorithms: ["HS256"] },
  });
  app.decorateRequest("actor", null);
  app.addHook("onRequest", async (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return;
    const credential = await credentialOf(request, authorization);
    request.actor = answerOf(await bus.ask(identify, credential, { actor: undefined, log: request.log }));
  });
}

/** Who sends this request, for the bus. */
export function callerOf(request: FastifyRequest): Caller {
  const key = request.headers["idempotency-key"];
  const idempotencyKey = request.method === "POST" && typeof key === "string" ? key : undefined;
  return { actor: request.actor ?? undefined, log: request.log, idempotencyKey };
}

async function credentialOf(request: FastifyRequest, authorization: string) {
  const token = authorization.replace(/^Bearer +/i, "");
  if (token.startsWith(API_TOKEN_PREFIX)) return { apiToken: token };
  try {
    const { sub } = await request.jwtVerify<{ sub: string }>();
    return { userId: sub };
  } catch {
    throw new FailureError(failure("unauthenticated", "This token is not valid, or not any more."));
  }
}
