import { LRUCache } from "lru-cache";
import { roughBytes } from "./size.ts";

/** An answer as it was, for when no newer one can be had. */
export interface LastKnown {
  readonly value: unknown;
  /** The key with the versions that it was made under: the present one, if nothing changed since. */
  readonly versioned: string;
  /** When it was made, on the clock of `performance.now()`. */
  readonly madeMs: number;
}

/** The latest answers of this instance, changed since or not, for as long as they may be served in an outage. */
export class LastKnownAnswers {
  readonly #answers: LRUCache<string, LastKnown>;

  constructor(maxBytes: number, keptMs: number) {
    this.#answers = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ value }) => roughBytes(value),
      ttl: keptMs,
    });
  }

  keep(key: string, versioned: string, value: unknown): void {
    this.#answers.set(key, { value, versioned, madeMs: performance.now() });
  }

  of(key: string): LastKnown | undefined {
    return this.#answers.get(key);
  }
}
