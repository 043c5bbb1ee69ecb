/** A server that asks for more is not left alone for longer: what it said may be a mistake. */
const LONGEST_MS = 3_600_000;

/**
 * How long a server wants to be left alone, in milliseconds and at most an hour: out of `Retry-After`, which is a number of
 * seconds or a date. Undefined where it is neither.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_MS);
}
