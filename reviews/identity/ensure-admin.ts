import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { users } from "../database/schema.ts";
import { USERS_TAG } from "./cache-tags.ts";
import { email, newPassword } from "./user.ts";

/** Sees to it at start-up that the operator can sign in as admin: what the settings say is what holds. */
export const ensureAdmin = define({
  name: "ensure_admin",
  input: z.object({ email, password: newPassword }),
  allow: ["operator"],
  invalidates: () => [USERS_TAG],
  async handle({ email, password }, { database, clock, passwords }) {
    const [known] = await database.select().from(users).where(eq(users.email, email));
    if (known?.role === "admin" && (await passwords.verify(password, known.passwordHash))) return ok(null);
    const set = { role: "admin", passwordHash: await passwords.hash(password) } as const;
    await database
      .insert(users)
      .values({ ...set, email, name: "Admin", id: randomUUID(), createdAt: new Date(clock.now()) })
      .onConflictDoUpdate({ target: users.email, set });
    return ok(null);
  },
});
