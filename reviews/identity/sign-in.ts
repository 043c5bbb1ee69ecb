import { eq } from "drizzle-orm";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { users } from "../database/schema.ts";
import { failure } from "../errors.ts";
import { email, toUserView } from "./user.ts";

/** Answers who this is. It does not tell, not even by its time, whether the address or the password was wrong. */
export const signIn = define({
  name: "sign_in",
  input: z.object({ email, password: z.string().max(200) }),
  allow: "anyone",
  async handle(input, { database, passwords, announce }) {
    const [user] = await database.select().from(users).where(eq(users.email, input.email));
    const isRight = await passwords.verify(input.password, user?.passwordHash);
    announce({ type: "sign_in_attempted", outcome: isRight ? "success" : "failure" });
    if (user === undefined || !isRight) {
      return err(failure("unauthenticated", "The e-mail address or the password is wrong."));
    }
    return ok(toUserView(user));
  },
});
