/** What was replaced by a newer message, or given up, is never settled here. */
const MOST_MESSAGES = 1_000;

/** By a message's id, the addresses that were put off while others took it: only they get it again, until a restart. */
export class PutOff {
  readonly #addresses = new Map<string, readonly string[]>();

  of(id: string): readonly string[] | undefined {
    return this.#addresses.get(id);
  }

  /** @param addresses None: the message is done with. */
  set(id: string, addresses: readonly string[]): void {
    this.#addresses.delete(id);
    if (addresses.length > 0) this.#addresses.set(id, addresses);
    if (this.#addresses.size > MOST_MESSAGES) this.#addresses.delete(this.#addresses.keys().next().value!);
  }
}
