import { randomUUID } from "node:crypto";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { users } from "../database/schema.ts";
import { failure } from "../errors.ts";
import { displayName, email, newPassword, toUserView } from "./user.ts";

/** Registers a person, who may propose changes until an admin grants another role. */
export const registerUser = define({
  name: "register_user",
  input: z.object({ email, name: displayName, password: newPassword }),
  allow: "anyone",
  async handle({ password, ...person }, { database, clock, passwords, announce }) {
    const [user] = await database
      .insert(users)
      .values({
        ...person,
        id: randomUUID(),
        passwordHash: await passwords.hash(password),
        role: "proposer",
        createdAt: new Date(clock.now()),
      })
      .onConflictDoNothing()
      .returning();
    if (user === undefined)
      return err(failure("email_taken", "Somebody has registered with this e-mail address."));
    announce({ type: "user_registered" });
    return ok(toUserView(user));
  },
});
