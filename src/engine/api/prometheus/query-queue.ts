import { ApiError } from "./api-error.ts";
import type { PrometheusLimits } from "./limits.ts";

/** Lets a few queries be answered at once, and a few more wait for them. */
export class QueryQueue {
  readonly #limits: PrometheusLimits;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(limits: PrometheusLimits) {
    this.#limits = limits;
  }

  /**
   * Waits for its turn.
   * @returns what ends the turn; called again, it does nothing
   * @throws ApiError when too many wait, when the turn does not come in time, or when the client goes before it does
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    if (this.#running < this.#limits.atOnce) this.#running += 1;
    else await this.#turn(signal);
    let isOver = false;
    return () => {
      if (!isOver) this.#leave();
      isOver = true;
    };
  }

  /** Who waits longest takes the place over; nobody who comes meanwhile can. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#running -= 1;
    else {
      this.#waiting.delete(next);
      next();
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    const { waiting, timeoutMs } = this.#limits;
    if (this.#waiting.size >= waiting)
      throw new ApiError("unavailable", `${waiting} queries wait already: ask again later`);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = () => reject(new ApiError("timeout", "query timed out in query queue"));
    const gone = () => reject(new ApiError("canceled", "query was canceled in query queue"));
    const timer = setTimeout(late, timeoutMs);
    if (signal.aborted) gone();
    signal.addEventListener("abort", gone);
    this.#waiting.add(resolve);
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", gone);
      this.#waiting.delete(resolve);
    });
  }
}
