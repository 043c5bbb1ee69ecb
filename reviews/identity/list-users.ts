import { ok } from "neverthrow";
import { z } from "zod";
import { define } from "../bus/message.ts";
import { after, pageInput, toPage } from "../database/keyset.ts";
import { users } from "../database/schema.ts";
import { toUserView } from "./user.ts";

/** Users, the newest first. */
export const listUsers = define({
  name: "list_users",
  input: z.object(pageInput),
  allow: ["admin"],
  async handle({ limit, cursor }, { database }) {
    const { where, orderBy } = after(users, cursor);
    const rows = await database
      .select()
      .from(users)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit + 1);
    return ok(toPage(rows, limit, toUserView));
  },
});
