import { lt } from "drizzle-orm";
import { ok } from "neverthrow";
import { z } from "zod";
import { idempotencyKeys } from "../database/schema.ts";
import { define } from "./message.ts";

const KEPT_MS = 24 * 3_600_000;

/** Forgets idempotency keys after a day; answers how many. */
export const forgetKeys = define({
  name: "forget_keys",
  input: z.object({}),
  allow: ["operator"],
  async handle(_input, { database, clock }) {
    const oldest = new Date(clock.now() - KEPT_MS);
    const { rowCount } = await database.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, oldest));
    return ok(rowCount ?? 0);
  },
});
