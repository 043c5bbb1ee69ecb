import { setImmediate } from "node:timers/promises";
import { ApiError } from "./api-error.ts";
import type { Asked } from "./asked.ts";

/** For how long the thread may be held at once. */
const HOLD_MS = 15;

/** Lets others have the thread while a request goes through the store. */
export class Pace {
  readonly #asked: Asked;
  readonly #begunMs: number;
  #heldSinceMs: number;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#begunMs = asked.context.clock.monotonic();
    this.#heldSinceMs = this.#begunMs;
  }

  /** Whether others have waited long enough: then `pause`. */
  get isDue(): boolean {
    return this.#asked.context.clock.monotonic() - this.#heldSinceMs > HOLD_MS;
  }

  /** @throws ApiError when the client has gone meanwhile, or it has taken too long */
  async pause(): Promise<void> {
    await setImmediate();
    const { context, limits, signal } = this.#asked;
    this.#heldSinceMs = context.clock.monotonic();
    if (signal.aborted) throw new ApiError("canceled", "the client has gone");
    if (this.#heldSinceMs - this.#begunMs > limits.timeoutMs)
      throw new ApiError("timeout", `not answered within ${limits.timeoutMs / 1000} s`);
  }
}
