import { createHash, randomBytes, randomUUID } from "node:crypto";
import { ok } from "neverthrow";
import { z } from "zod";
import { actorOf, define } from "../bus/message.ts";
import { apiTokens } from "../database/schema.ts";
import { text } from "../text.ts";
import { TOKENS_TAG } from "./cache-tags.ts";

/** How an API token begins, so that a scanner for leaked secrets can know it. */
export const API_TOKEN_PREFIX = "reviews_";

export const apiTokenView = z.object({ name: z.string(), token: z.string() }).meta({ id: "ApiToken" });

/** Gives a machine a token that acts as the user who asks. A token of the same name ends thereby. */
export const issueApiToken = define({
  name: "issue_api_token",
  input: z.object({ name: text(100) }),
  allow: ["proposer", "admin"],
  replayable: false,
  invalidates: () => [TOKENS_TAG],
  async handle({ name }, context) {
    const token = API_TOKEN_PREFIX + randomBytes(32).toString("base64url");
    const issued = { digest: digestOf(token), createdAt: new Date(context.clock.now()) };
    await context.database
      .insert(apiTokens)
      .values({ ...issued, id: randomUUID(), userId: actorOf(context).id, name })
      .onConflictDoUpdate({ target: [apiTokens.userId, apiTokens.name], set: issued });
    return ok({ name, token });
  },
});

/** How a token is stored. It is random, so it needs no salt and no slow hash. */
export function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
