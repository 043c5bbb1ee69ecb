import { MAX_STEPS, MAX_TEXT } from "./limits.ts";

/** Characters that count for one step. */
const CHARACTERS = 64;

/** What a template may still cost: a hostile one ends in an error instead of holding the thread. */
export class Budget {
  #steps = MAX_STEPS;

  /** @throws Error when it is used up */
  take(steps = 1): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new Error(`the template takes more than ${MAX_STEPS} steps`);
  }

  /** Texts that a function reads or writes. */
  takeTexts(values: readonly unknown[]): void {
    const lengths = values.map((value) => (typeof value === "string" ? value.length : 0));
    if (lengths.some((length) => length > MAX_TEXT)) throw tooLong();
    this.take(lengths.reduce((sum, length) => sum + length, 0) / CHARACTERS);
  }
}

/** A text beyond what a template may make. */
export function tooLong(): Error {
  return new Error(`a text is longer than ${MAX_TEXT} characters`);
}
