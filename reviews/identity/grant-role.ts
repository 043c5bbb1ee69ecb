import { eq } from "drizzle-orm";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { users } from "../database/schema.ts";
import { failure } from "../errors.ts";
import { TOKENS_TAG, userTag } from "./cache-tags.ts";
import { ROLES } from "./roles.ts";
import { toUserView } from "./user.ts";

/** Gives a user another role, from the user's next request on. */
export const grantRole = define({
  name: "grant_role",
  input: z.object({ userId: z.uuid(), role: z.enum(ROLES) }),
  allow: ["admin"],
  invalidates: ({ userId }) => [userTag(userId), TOKENS_TAG],
  async handle({ userId, role }, { database }) {
    const [user] = await database.update(users).set({ role }).where(eq(users.id, userId)).returning();
    return user === undefined
      ? err(failure("not_found", `There is no user ${userId}.`))
      : ok(toUserView(user));
  },
});
