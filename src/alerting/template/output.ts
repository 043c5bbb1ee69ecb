import { tooLong } from "./budget.ts";
import { MAX_TEXT } from "./limits.ts";

/** A text that is made of many. */
export class Output {
  readonly #parts: string[] = [];
  #length = 0;

  /** @throws Error when it gets too long */
  write(text: string): void {
    this.#length += text.length;
    if (this.#length > MAX_TEXT) throw tooLong();
    this.#parts.push(text);
  }

  text(): string {
    return this.#parts.join("");
  }
}

/**
 * Texts with something between them.
 * @throws Error when that gets too long
 */
export function joined(texts: Iterable<string>, between: string): string {
  const output = new Output();
  let separator = "";
  for (const text of texts) {
    output.write(separator + text);
    separator = between;
  }
  return output.text();
}
