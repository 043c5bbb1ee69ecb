import { setTimeout as wait } from "node:timers/promises";

const PAUSE_MS = 50;

/**
 * Asks until the answer is there, for things outside this process that tell nobody when they change.
 * @param limitMs Default 60,000.
 * @throws Error with what it waited for, and the last failure, once the limit is over.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  limitMs = 60_000,
): Promise<T> {
  const signal = AbortSignal.timeout(limitMs);
  let cause: unknown;
  while (!signal.aborted) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      cause = error;
    }
    await wait(PAUSE_MS);
  }
  throw new Error(`waited ${limitMs} ms in vain for ${what}`, { cause });
}
