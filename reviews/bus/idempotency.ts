import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { err, ok, type Result } from "neverthrow";
import type { Database } from "../database/drizzle.ts";
import { idempotencyKeys } from "../database/schema.ts";
import { type Failure, failure } from "../errors.ts";
import type { Message, Middleware } from "./bus.ts";

/**
 * Gives a command with an idempotency key one effect. The key is written in the command's own transaction: a concurrent
 * duplicate waits for it at the primary key, then replays its answer, or tries itself if it was rolled back.
 */
export const idempotent: Middleware = (next) => async (message, context) => {
  const { database, idempotencyKey: key, clock } = context;
  if (key === undefined || message.definition.replayable === false) return next(message, context);
  const entry = { scope: context.actor?.id ?? "anyone", key, fingerprint: fingerprintOf(message) };
  const written = await database
    .insert(idempotencyKeys)
    .values({ ...entry, createdAt: new Date(clock.now()) })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (written.length === 0) return replay(database, entry);
  const result = await next(message, context);
  if (result.isOk())
    await database.update(idempotencyKeys).set({ answer: result.value }).where(isEntry(entry));
  return result;
};

interface Entry {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}

async function replay(database: Database, entry: Entry): Promise<Result<unknown, Failure>> {
  const [stored] = await database.select().from(idempotencyKeys).where(isEntry(entry));
  if (stored?.fingerprint === entry.fingerprint) return ok(stored.answer);
  return err(failure("key_reused", "This Idempotency-Key was used for another request; take a new one."));
}

function isEntry({ scope, key }: Entry) {
  return and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key));
}

/** The input has been parsed, so its keys stand in the schema's order whatever the order they were sent in. */
function fingerprintOf({ definition, input }: Message): string {
  return createHash("sha256")
    .update(JSON.stringify([definition.name, input]))
    .digest("base64url");
}
