import { err, type Result } from "neverthrow";
import type { Databases } from "../database/databases.ts";
import type { Failure } from "../errors.ts";
import type { DomainEvent } from "../events.ts";
import type { Middleware } from "./bus.ts";

/**
 * Runs a command in one transaction, which a failure rolls back; its events are told after the commit. What is behind
 * this may run more than once, and only the last time counts. A command of one statement has no transaction around it,
 * except with an idempotency key, which is a statement more.
 */
export const transactional =
  (databases: Databases): Middleware =>
  (next) =>
  async (message, context) => {
    let events: DomainEvent[] = [];
    const isWhole = message.definition.transaction === false && context.idempotencyKey === undefined;
    const run = isWhole ? databases.statement : databases.transaction;
    const result = await run(context.actor?.id, async (database) => {
      events = [];
      const inside = await next(message, {
        ...context,
        database,
        announce: (event) => events.push(event),
      });
      if (inside.isErr()) throw new RolledBack(inside.error);
      return inside;
    }).catch(resultOfRollback);
    if (result.isOk()) events.forEach(context.announce);
    return result;
  };

/** A transaction rolls back when its work throws; this carries the failure past that. */
class RolledBack extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super("rolled back");
    this.failure = failure;
  }
}

function resultOfRollback(error: unknown): Result<never, Failure> {
  if (error instanceof RolledBack) return err(error.failure);
  throw error;
}
