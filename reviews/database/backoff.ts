/**
 * How long to wait before the try after `attempt` failed ones: twice as long each time up to a cap, and by half at
 * random, so that those who failed together do not try together.
 */
export function backoffMs(attempt: number, firstMs: number, capMs: number): number {
  const fullMs = Math.min(capMs, firstMs * 2 ** (attempt - 1));
  return fullMs * (0.5 + Math.random() / 2);
}
