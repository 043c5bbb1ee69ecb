import { setTimeout as delay } from "node:timers/promises";

/** Waits for work that never rejects, but no longer than the limit. */
export async function within(limitMs: number, work: Promise<void> | undefined): Promise<void> {
  const waiting = new AbortController();
  const limit = delay(limitMs, undefined, { signal: waiting.signal }).catch(() => {});
  await Promise.race([work, limit]);
  waiting.abort();
}
