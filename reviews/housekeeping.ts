import { forgetKeys } from "./bus/forget-keys.ts";
import { OPERATOR } from "./identity/roles.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { countPending } from "./review/count-pending.ts";
import type { ReviewsBus } from "./reviews-bus.ts";

const COUNT_EVERY_MS = 15_000;
const FORGET_EVERY_MS = 3_600_000;

/**
 * Sets `reviews_pending` from the database now and every 15 seconds, since other instances decide reviews too, and
 * forgets old idempotency keys every hour. Resolves when the first count is made.
 */
export async function keepHouse(bus: ReviewsBus, metrics: Metrics, log: Log): Promise<Disposable> {
  const operator = { actor: OPERATOR, log };
  const recount = async () => {
    const counts = await bus.ask(countPending, {}, operator);
    counts.map(({ total }) => metrics.reviewsPending.set(total));
  };
  const every = (ms: number, task: () => Promise<unknown>) =>
    setInterval(() => task().catch((err) => log.warn({ err }, "housekeeping failed")), ms).unref();
  await recount();
  const timers = [
    every(COUNT_EVERY_MS, recount),
    every(FORGET_EVERY_MS, () => bus.execute(forgetKeys, {}, operator)),
  ];
  return { [Symbol.dispose]: () => timers.forEach(clearInterval) };
}
