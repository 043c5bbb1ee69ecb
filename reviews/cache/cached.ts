import type { Cache, Invalidation, Lookup } from "./cache.ts";

type AsyncFunction<This, Args extends unknown[], T> = (this: This, ...args: Args) => Promise<T>;
/** A description may ignore the last arguments. */
type AtLeast<Args extends unknown[]> = [...Args, ...unknown[]];

/**
 * Keeps what a function answers. `describe` says of each call's arguments under what; undefined means: not this one.
 * Made for functions, `cached(cache, describe)(load)`, and as a decorator of methods, `@cached(cache, describe)`, which
 * needs a compiler: Node strips types, and decorators are no types. Objects of a class share answers, so the key must
 * tell apart what they answer differently.
 */
export function cached<Args extends unknown[]>(
  cache: Cache,
  describe: (...args: Args) => Lookup | undefined,
): <This, All extends AtLeast<Args>, T>(
  load: AsyncFunction<This, All, T>,
  context?: ClassMethodDecoratorContext,
) => AsyncFunction<This, All, T> {
  return (load) =>
    async function (...args) {
      const lookup = describe(...(args as unknown as Args));
      if (lookup === undefined) return load.apply(this, args);
      return cache.read(lookup, () => load.apply(this, args));
    };
}

/** What became of a call. */
export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/**
 * Invalidates once a function has done its work, and before it is answered. `describe` is given what became of the call,
 * and its arguments: also what throws may have done its work.
 * Used like `cached`: as a wrapper or as a decorator.
 */
export function invalidates<Args extends unknown[], T>(
  cache: Cache,
  describe: (outcome: Outcome<T>, ...args: Args) => Invalidation,
): <This, All extends AtLeast<Args>, Result extends T>(
  act: AsyncFunction<This, All, Result>,
  context?: ClassMethodDecoratorContext,
) => AsyncFunction<This, All, Result> {
  return (act) =>
    async function (...args) {
      const invalidate = (outcome: Outcome<T>) =>
        cache.invalidate(describe(outcome, ...(args as unknown as Args)));
      try {
        const value = await act.apply(this, args);
        await invalidate({ value });
        return value;
      } catch (error) {
        await invalidate({ error });
        throw error;
      }
    };
}
