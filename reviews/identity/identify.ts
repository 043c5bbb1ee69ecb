import { eq } from "drizzle-orm";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { apiTokens, users } from "../database/schema.ts";
import { failure } from "../errors.ts";
import { TOKENS_TAG, USERS_TAG, userTag } from "./cache-tags.ts";
import { digestOf } from "./issue-api-token.ts";
import { toUserView } from "./user.ts";

/**
 * Who stands behind a credential that has been checked: asked with each request. A role's change holds at once where it
 * was made, elsewhere when Redis has told it, and after `ttlMs` at the latest, also while the database is out.
 */
export const identify = define({
  name: "identify",
  input: z.union([z.object({ userId: z.uuid() }), z.object({ apiToken: z.string().max(200) })]),
  allow: "anyone",
  cache: {
    ttlMs: 10_000,
    tags: (input) => [USERS_TAG, "userId" in input ? userTag(input.userId) : TOKENS_TAG],
    key: (input) => ("userId" in input ? input.userId : digestOf(input.apiToken)),
    stale: "unchanged",
  },
  async handle(input, { database }) {
    const [user] =
      "userId" in input
        ? await database.select().from(users).where(eq(users.id, input.userId))
        : await database
            .select({ user: users })
            .from(apiTokens)
            .innerJoin(users, eq(users.id, apiTokens.userId))
            .where(eq(apiTokens.digest, digestOf(input.apiToken)))
            .then((rows) => rows.map((row) => row.user));
    return user === undefined
      ? err(failure("unauthenticated", "This token is not valid."))
      : ok(toUserView(user));
  },
});
