/** Samples of a chunk: an hour at a tick of 15 s. */
export const CHUNK_SAMPLES = 240;
const FIRST_CAPACITY = 16;

/** Values of a series at neighboring ticks: one number while they are all the same, an array from then on. */
export class Chunk {
  /** Number of the tick of the first value. */
  readonly firstTick: number;
  #length = 1;
  #constant: number;
  #values: Float64Array | undefined;
  #packed: Packed | undefined;

  constructor(firstTick: number, value: number) {
    this.firstTick = firstTick;
    this.#constant = value;
  }

  /** Number of the tick after the last value. */
  get nextTick(): number {
    return this.firstTick + this.#length;
  }

  get isFull(): boolean {
    return this.#length === CHUNK_SAMPLES;
  }

  /** Bytes of the values, without what the objects around them take. */
  get bytes(): number {
    return this.#packed?.offsets.byteLength ?? this.#values?.byteLength ?? Float64Array.BYTES_PER_ELEMENT;
  }

  /** Appends the value of the next tick. Only while it is not full. */
  push(value: number): void {
    if (this.#values === undefined && !Object.is(value, this.#constant)) this.#spread();
    if (this.#values !== undefined) {
      if (this.#length === this.#values.length) this.#grow();
      this.#values[this.#length] = value;
    }
    this.#length += 1;
    if (this.isFull) this.#seal();
  }

  /** Copies the values of ticks `from` to before `to`, which must lie within. */
  copy(from: number, to: number, out: Float64Array, at: number): void {
    const [begin, end] = [from - this.firstTick, to - this.firstTick];
    if (this.#packed !== undefined) unpack(this.#packed, begin, end, out, at);
    else if (this.#values !== undefined) out.set(this.#values.subarray(begin, end), at);
    else out.fill(this.#constant, at, at + end - begin);
  }

  #spread(): void {
    const capacity = Math.min(CHUNK_SAMPLES, Math.max(FIRST_CAPACITY, this.#length * 2));
    this.#values = new Float64Array(capacity).fill(this.#constant, 0, this.#length);
  }

  #grow(): void {
    const grown = new Float64Array(Math.min(CHUNK_SAMPLES, this.#length * 2));
    grown.set(this.#values!);
    this.#values = grown;
  }

  #seal(): void {
    this.#packed = this.#values && pack(this.#values);
    if (this.#packed !== undefined) this.#values = undefined;
  }
}

/** Whole numbers as their distance from the smallest. */
interface Packed {
  readonly base: number;
  readonly offsets: Uint8Array | Uint16Array | Uint32Array;
}

/** Undefined when a value is no whole number (-0 included) or the distances are too great. */
function pack(values: Float64Array): Packed | undefined {
  let [low, high] = [values[0]!, values[0]!];
  for (const value of values) {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return undefined;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const span = high - low;
  if (span > 0xffff_ffff) return undefined;
  const Offsets = span <= 0xff ? Uint8Array : span <= 0xffff ? Uint16Array : Uint32Array;
  const offsets = new Offsets(values.length);
  for (let i = 0; i < values.length; i++) offsets[i] = values[i]! - low;
  return { base: low, offsets };
}

function unpack({ base, offsets }: Packed, begin: number, end: number, out: Float64Array, at: number): void {
  for (let i = begin; i < end; i++) out[at + i - begin] = base + offsets[i]!;
}
