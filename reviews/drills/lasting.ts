import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

/** How long a drill lasts, in seconds. */
export const seconds = (preset: number) => z.int().min(1).max(3600).default(preset);

/** Aborts when a drill that lasts so long is over, or the application ends. */
export function endOf({ signal }: { readonly signal: AbortSignal }, lastsSeconds: number): AbortSignal {
  // AbortSignal.any forgets an AbortSignal.timeout that nobody listens to when garbage is collected
  const ending = new AbortController();
  const timer = setTimeout(end, lastsSeconds * 1000).unref();
  function end(): void {
    clearTimeout(timer);
    ending.abort();
  }
  signal.addEventListener("abort", end, { once: true, signal: ending.signal });
  if (signal.aborted) end();
  return ending.signal;
}

/** Waits, but no longer than until the end. Never rejects. */
export async function pause(ms: number, end: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: end }).catch(() => {});
}

/** Resolves at the end. */
export async function over(end: AbortSignal): Promise<void> {
  if (!end.aborted) await new Promise((resolve) => end.addEventListener("abort", resolve, { once: true }));
}
