import { LRUCache } from "lru-cache";
import { ok, type Result } from "neverthrow";
import type { Cache, Lookup } from "../cache/cache.ts";
import { cached, invalidates, type Outcome } from "../cache/cached.ts";
import { OutcomeUnknown } from "../database/faults.ts";
import { isUnavailable } from "../database/unavailable.ts";
import type { Failure } from "../errors.ts";
import type { Message, Middleware } from "./bus.ts";
import type { Context } from "./message.ts";

const MAX_ACTORS = 10_000;

/** The two middlewares of one cache. Both stand behind authorization: who may not ask, gets no kept answer either. */
export interface CachingMiddleware {
  /** Keeps answers of queries whose definition says so. Failures are not kept. */
  readonly queries: Middleware;
  /** Invalidates what a command changed, before it is answered. Stands around the transaction. */
  readonly commands: Middleware;
}

export function caching(cache: Cache): CachingMiddleware {
  const latestChange = new LRUCache<string, number>({ max: MAX_ACTORS });
  return {
    queries: (next) => {
      const kept = cached(cache, (message: Message, { actor }: Context) =>
        lookupOf(message, actor && latestChange.get(actor.id)),
      )(async (message: Message, context: Context) => {
        // without the actor, so that no answer depends on it, and none comes from a replica that lacks what was invalidated
        const result = await next(message, { ...context, actor: undefined });
        if (result.isErr()) throw new Refused(result);
        return result.value;
      });
      return (message, context) => kept(message, context).then((value) => ok(value), resultOfRefusal);
    },
    commands: (next) => {
      const acted = invalidates(
        cache,
        (outcome: Outcome<Result<unknown, Failure>>, { definition, input }: Message, { actor }: Context) => {
          if (!mayHaveChanged(outcome)) return {};
          if (actor !== undefined) latestChange.set(actor.id, performance.now());
          return { tags: definition.invalidates?.(input) ?? [] };
        },
      )(next);
      return (message, context) => acted(message, context);
    },
  };
}

function lookupOf({ definition, input }: Message, notBeforeMs: number | undefined): Lookup | undefined {
  const { name, cache } = definition;
  if (cache === undefined) return undefined;
  return {
    key: `${name}:${cache.key?.(input) ?? JSON.stringify(input)}`,
    tags: cache.tags(input),
    ttlMs: cache.ttlMs,
    stale: cache.stale,
    notBeforeMs,
    isOutage: isUnavailable,
  };
}

/** A command that is refused, or fails before its commit, is rolled back. */
function mayHaveChanged(outcome: Outcome<Result<unknown, Failure>>): boolean {
  return "value" in outcome ? outcome.value.isOk() : outcome.error instanceof OutcomeUnknown;
}

/** Carries a failure past the cache, which keeps only what is returned. */
class Refused extends Error {
  readonly result: Result<never, Failure>;

  constructor(result: Result<unknown, Failure>) {
    super("refused");
    this.result = result as Result<never, Failure>;
  }
}

function resultOfRefusal(error: unknown): Result<never, Failure> {
  if (error instanceof Refused) return error.result;
  throw error;
}
