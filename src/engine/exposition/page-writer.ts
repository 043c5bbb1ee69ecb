const FIRST_BYTES = 64 * 1024;
/** More than any number takes. */
const NUMBER_BYTES = 32;
const ZERO = 48;
const MAX_INT32 = 0x7fff_ffff;

/** One growing run of bytes. Made to write many short pieces fast: no string is built for a line. */
export class PageWriter {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** What was written; valid until `reset`. */
  get page(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Begins again in the same memory. */
  reset(): void {
    this.#length = 0;
  }

  text(text: string): void {
    this.#reserve(text.length * 3);
    this.#length += this.#bytes.write(text, this.#length);
  }

  copy(source: Buffer, from: number, to: number): void {
    this.#reserve(to - from);
    source.copy(this.#bytes, this.#length, from, to);
    this.#length += to - from;
  }

  /** A sample's value. */
  number(value: number): void {
    this.#reserve(NUMBER_BYTES);
    if (value >= 0 && value <= MAX_INT32 && value === (value | 0)) this.#digits(value | 0);
    else this.#length += this.#bytes.write(numberText(value), this.#length, "latin1");
  }

  lineFeed(): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = 10;
  }

  #digits(value: number): void {
    let end = this.#length + 1;
    for (let power = 10; power <= value; power *= 10) end += 1;
    this.#length = end;
    let rest = value;
    do {
      const tenth = (rest / 10) | 0;
      this.#bytes[--end] = ZERO + rest - tenth * 10;
      rest = tenth;
    } while (rest > 0);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + count));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

/** A number as both formats take it. */
export function numberText(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) return String(value);
  return value > 0 ? "+Inf" : "-Inf";
}
