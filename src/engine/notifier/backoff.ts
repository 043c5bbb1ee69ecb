const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60 * 1000;

/**
 * How long to wait after so many failed attempts, in milliseconds: twice as long each time, at most five minutes, and a
 * random part less, up to half, so that messages that failed together do not come back together.
 * @param askedMs What the receiver asked for at least.
 * @param random From 0 to below 1.
 */
export function backoffMs(attempts: number, askedMs: number, random: () => number): number {
  const fullMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 30));
  return Math.max(fullMs * (1 - random() / 2), askedMs);
}
