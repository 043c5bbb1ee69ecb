const WIDE_BITS = 24;

/** Writes a chunk into bytes that are used again and again: take a copy of what shall stay. */
export class ChunkWriter {
  /** The largest chunk has 128 values of 77 bits each, and 30 bytes before them. */
  readonly #bytes = new Uint8Array(2048);
  #length = 0;
  #bits = 0;
  #bitCount = 0;

  get length(): number {
    return this.#length;
  }

  /** What was written since the last `reset`. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  reset(): void {
    this.#length = 0;
  }

  byte(value: number): void {
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  word(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 0xff);
  }

  /** A whole number from 0 to 2^53, in as few bytes as it needs. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** A whole number between -2^52 and 2^52. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** The lowest bits of a whole number first; at most 24 of them. `align` must follow before anything else does. */
  bits(value: number, width: number): void {
    this.#bits |= value << this.#bitCount;
    this.#bitCount += width;
    while (this.#bitCount >= 8) {
      this.byte(this.#bits & 0xff);
      this.#bits >>>= 8;
      this.#bitCount -= 8;
    }
  }

  /** As `bits`, of at most 48. */
  wideBits(value: number, width: number): void {
    if (width <= WIDE_BITS) this.bits(value, width);
    else {
      this.bits(value % 2 ** WIDE_BITS, WIDE_BITS);
      this.bits(Math.floor(value / 2 ** WIDE_BITS), width - WIDE_BITS);
    }
  }

  /** Fills the last byte up. */
  align(): void {
    if (this.#bitCount > 0) this.byte(this.#bits & 0xff);
    this.#bits = 0;
    this.#bitCount = 0;
  }
}
