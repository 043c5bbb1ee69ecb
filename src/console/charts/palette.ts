/**
 * Gives each key a slot of a fixed number of colors, and the same key the same slot while it is there: a line keeps
 * its color when another one overtakes it.
 */
export class Palette {
  readonly #size: number;
  #slots = new Map<string, number>();

  constructor(size: number) {
    this.#size = size;
  }

  /** The slots of these keys, in their order. Keys that are not named any more give theirs back. */
  assign(keys: readonly string[]): number[] {
    const kept = new Map(keys.flatMap((key) => (this.#slots.has(key) ? [[key, this.#slots.get(key)!]] : [])));
    for (const key of keys) {
      if (!kept.has(key)) kept.set(key, this.#free(kept));
    }
    this.#slots = kept;
    return keys.map((key) => kept.get(key)!);
  }

  /** The first slot nobody has; past the last color they begin again. */
  #free(taken: ReadonlyMap<string, number>): number {
    const used = new Set(taken.values());
    const free = Array.from({ length: this.#size }, (_, i) => i).find((slot) => !used.has(slot));
    return free ?? taken.size % this.#size;
  }
}
