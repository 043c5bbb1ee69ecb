import type { Result } from "neverthrow";
import type { Failure } from "../errors.ts";
import type { DomainEvent } from "../events.ts";
import type { Middleware } from "./bus.ts";

/** Runs a command in one transaction, which a failure rolls back; its events are told after the commit. */
export const transactional: Middleware = (next) => async (message, context) => {
  const events: DomainEvent[] = [];
  const result = await context.database
    .transaction(async (database) => {
      const inside = await next(message, { ...context, database, announce: (event) => events.push(event) });
      if (inside.isErr()) throw new RolledBack(inside);
      return inside;
    })
    .catch(resultOfRollback);
  if (result.isOk()) events.forEach(context.announce);
  return result;
};

/** Drizzle rolls back when its callback throws; this carries the result past that. */
class RolledBack extends Error {
  readonly result: Result<unknown, Failure>;

  constructor(result: Result<unknown, Failure>) {
    super("rolled back");
    this.result = result;
  }
}

function resultOfRollback(error: unknown): Result<unknown, Failure> {
  if (error instanceof RolledBack) return error.result;
  throw error;
}
