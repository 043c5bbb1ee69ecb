/**
 * Finds the bucket of an observation.
 *
 * The upper bits of a double (exponent and three bits of its fraction) say which eighth of which power of two it lies
 * in; a table built once gives the first bucket that such a value can fall in. From there a step or none is left,
 * where a search over 14 bounds has four branches that the processor cannot predict.
 */
export class Buckets {
  /** How many buckets there are beside +Inf: the index of +Inf. */
  readonly last: number;
  /** Upper bounds, ascending, closed by +Inf: no value is above it, so the search needs no other end. */
  readonly #bounds: Float64Array;
  readonly #first: Uint16Array;
  readonly #lowest: number;

  constructor(bounds: readonly number[]) {
    this.last = bounds.length;
    this.#bounds = Float64Array.of(...bounds, Number.POSITIVE_INFINITY);
    const positive = bounds.filter((bound) => bound > 0);
    this.#lowest = positive.length === 0 ? 0 : eighth(positive[0]!);
    const highest = positive.length === 0 ? 0 : eighth(positive.at(-1)!) + 1;
    this.#first = Uint16Array.from({ length: highest - this.#lowest + 1 }, (_, i) => this.#firstIn(i));
  }

  /** The index of the first bound that is not below the value; `last` for the bucket +Inf. */
  indexOf(value: number): number {
    DOUBLE[0] = value;
    const slot = (HALVES[HIGH]! >> FRACTION_BITS_LEFT_OUT) - this.#lowest;
    if (slot < 0) return value > this.#bounds[0]! ? this.#search(value) : 0;
    const first = this.#first;
    let i = slot < first.length ? first[slot]! : this.last;
    while (value > this.#bounds[i]!) i++;
    return i;
  }

  #search(value: number): number {
    return this.#bounds.findIndex((bound) => value <= bound);
  }

  /** The first bucket for values of the slot: that of the smallest one. */
  #firstIn(slot: number): number {
    HALVES[HIGH] = (this.#lowest + slot) << FRACTION_BITS_LEFT_OUT;
    HALVES[1 - HIGH] = 0;
    const smallest = DOUBLE[0]!;
    return this.#search(smallest);
  }
}

const FRACTION_BITS_LEFT_OUT = 17;
const DOUBLE = new Float64Array(1);
const HALVES = new Int32Array(DOUBLE.buffer);
DOUBLE[0] = 1;
/** Which of the two halves holds sign and exponent: depends on the machine's byte order. */
const HIGH = HALVES[1] === 0 ? 0 : 1;

function eighth(value: number): number {
  DOUBLE[0] = value;
  return HALVES[HIGH]! >> FRACTION_BITS_LEFT_OUT;
}
