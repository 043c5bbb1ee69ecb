import type { Clock, Evidence } from "../../model/index.ts";

/** How long what was found is not looked for again. */
const FRESH_MS = 30_000;
const MAX_KEPT = 200;

interface Kept {
  readonly evidence: Promise<Evidence>;
  /** Undefined until it is there. */
  foundMs: number | undefined;
}

/** Evidence of the last half minute, and what is being looked for. */
export class Recent {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(key: string): Promise<Evidence> | undefined {
    const nowMs = this.#clock.monotonic();
    for (const [old, { foundMs }] of this.#kept) {
      if (foundMs !== undefined && nowMs - foundMs >= FRESH_MS) this.#kept.delete(old);
    }
    return this.#kept.get(key)?.evidence;
  }

  /** @param evidence Must not reject. */
  keep(key: string, evidence: Promise<Evidence>): Promise<Evidence> {
    const kept: Kept = { evidence, foundMs: undefined };
    const oldest = this.#kept.size >= MAX_KEPT ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, kept);
    evidence.then(() => {
      kept.foundMs = this.#clock.monotonic();
    });
    return evidence;
  }
}
