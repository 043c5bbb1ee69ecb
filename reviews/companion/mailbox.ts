/** A notification as it came. */
export interface Received {
  readonly key: string | undefined;
  readonly body: unknown;
}

const KEPT = 100;

/** The last hundred notifications. One whose idempotency key is among them is not kept again. */
export class Mailbox {
  readonly #received: Received[] = [];

  /** The oldest first. */
  get received(): readonly Received[] {
    return this.#received;
  }

  /** Whether it was new. */
  take(key: string | undefined, body: unknown): boolean {
    if (key !== undefined && this.#received.some((it) => it.key === key)) return false;
    this.#received.push({ key, body });
    if (this.#received.length > KEPT) this.#received.shift();
    return true;
  }
}
