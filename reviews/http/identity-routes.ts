import { z } from "zod";
import { pageInput, pageOf } from "../database/keyset.ts";
import { grantRole } from "../identity/grant-role.ts";
import { apiTokenView, issueApiToken } from "../identity/issue-api-token.ts";
import { listUsers } from "../identity/list-users.ts";
import { registerUser } from "../identity/register-user.ts";
import { ROLES } from "../identity/roles.ts";
import { signIn } from "../identity/sign-in.ts";
import { userView } from "../identity/user.ts";
import type { Routes } from "./api.ts";
import { callerOf, SESSION_SECONDS } from "./caller.ts";
import { idempotencyHeaders } from "./headers.ts";
import { answerOf, problems } from "./problem.ts";

const tags = ["identity"];
const session = z
  .object({ token: z.string(), expiresInSeconds: z.int(), user: userView })
  .meta({ id: "Session" });

/** Registering, signing in, roles, and tokens for machines. */
export const identityRoutes: Routes = (api, bus) => {
  api.post(
    "/users",
    {
      config: { takesCredentials: true },
      schema: {
        ...{ tags, summary: "Register" },
        headers: idempotencyHeaders,
        body: registerUser.input,
        response: { 201: userView, ...problems },
      },
    },
    async (request, reply) => {
      const user = answerOf(await bus.execute(registerUser, request.body, callerOf(request)));
      return reply.code(201).send(user);
    },
  );

  api.post(
    "/sessions",
    {
      config: { takesCredentials: true },
      schema: { tags, summary: "Sign in", body: signIn.input, response: { 201: session, ...problems } },
    },
    async (request, reply) => {
      const user = answerOf(await bus.ask(signIn, request.body, callerOf(request)));
      const token = await reply.jwtSign({ sub: user.id });
      return reply.code(201).send({ token, expiresInSeconds: SESSION_SECONDS, user });
    },
  );

  api.get(
    "/users",
    {
      schema: {
        ...{ tags, summary: "List users, the newest first" },
        querystring: z.object(pageInput),
        response: { 200: pageOf(userView), ...problems },
      },
    },
    async (request) => answerOf(await bus.ask(listUsers, request.query, callerOf(request))),
  );

  api.put(
    "/users/:userId/role",
    {
      schema: {
        ...{ tags, summary: "Grant a role" },
        params: z.object({ userId: z.uuid() }),
        body: z.object({ role: z.enum(ROLES) }),
        response: { 200: userView, ...problems },
      },
    },
    async (request) =>
      answerOf(await bus.execute(grantRole, { ...request.params, ...request.body }, callerOf(request))),
  );

  api.post(
    "/api-tokens",
    {
      schema: {
        ...{ tags, summary: "Issue a token for a machine; one of the same name ends" },
        body: issueApiToken.input,
        response: { 201: apiTokenView, ...problems },
      },
    },
    async (request, reply) =>
      reply.code(201).send(answerOf(await bus.execute(issueApiToken, request.body, callerOf(request)))),
  );
};
