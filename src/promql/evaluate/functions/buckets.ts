/** Counts that differ by less than this share are equal: what is between them is rounding. */
const TOLERANCE = 1e-12;

/** The buckets of a histogram at one time: how many observations were at most each bound. */
export class Buckets {
  readonly #tolerance: number;
  readonly #bounds: number[] = [];
  readonly #counts: number[] = [];
  #length = 0;
  #wasForced = false;

  /** @param isV3 Whether rounding is told from counts that go down */
  constructor(isV3: boolean) {
    this.#tolerance = isV3 ? TOLERANCE : 0;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Whether counts went down from one bound to the next, by more than rounding; known once something was asked. */
  get wasForced(): boolean {
    return this.#wasForced;
  }

  clear(): void {
    this.#length = 0;
    this.#wasForced = false;
  }

  /** Bounds come ascending; what one of them is told twice is added up. */
  add(bound: number, count: number): void {
    const last = this.#length - 1;
    if (last >= 0 && this.#bounds[last] === bound) this.#counts[last]! += count;
    else {
      this.#bounds[this.#length] = bound;
      this.#counts[this.#length] = count;
      this.#length += 1;
    }
  }

  /** The value that a share of the observations did not exceed, taken to be spread evenly within a bucket. */
  quantile(share: number): number {
    if (Number.isNaN(share)) return Number.NaN;
    if (share < 0) return Number.NEGATIVE_INFINITY;
    if (share > 1) return Number.POSITIVE_INFINITY;
    const observations = this.#observations();
    if (this.#length < 2 || Number.isNaN(observations)) return Number.NaN;
    return this.#valueAt(share * observations);
  }

  /** The share of the observations between two values. */
  fraction(lower: number, upper: number): number {
    const observations = this.#observations();
    if (Number.isNaN(lower) || Number.isNaN(upper) || Number.isNaN(observations)) return Number.NaN;
    if (lower >= upper) return 0;
    return Math.max(0, this.#rankOf(upper) - this.#rankOf(lower)) / observations;
  }

  /** All of them; NaN where there are none, or the last bucket has an end. */
  #observations(): number {
    const last = this.#length - 1;
    if (last < 0 || this.#bounds[last] !== Number.POSITIVE_INFINITY) return Number.NaN;
    this.#makeMonotonic();
    return this.#counts[last]! || Number.NaN;
  }

  #valueAt(rank: number): number {
    const [bounds, counts] = [this.#bounds, this.#counts];
    const last = this.#length - 1;
    const at = counts.findIndex((count, i) => i === last || count >= rank);
    if (at === last) return bounds[last - 1]!;
    if (at === 0 && bounds[0]! <= 0) return bounds[0]!;
    const [bound, count] = at === 0 ? [0, 0] : [bounds[at - 1]!, counts[at - 1]!];
    return bound + (bounds[at]! - bound) * ((rank - count) / (counts[at]! - count));
  }

  /** How many observations are taken to be at most a value: in a bucket without end, those that are away from its end. */
  #rankOf(value: number): number {
    if (value === Number.NEGATIVE_INFINITY) return 0;
    const at = this.#bounds.findIndex((bound) => bound >= value);
    const [bound, count] = [this.#bounds[at]!, this.#counts[at]!];
    if (bound === value) return count;
    const first = bound > 0 ? 0 : Number.NEGATIVE_INFINITY;
    const [before, below] = at === 0 ? [first, 0] : [this.#bounds[at - 1]!, this.#counts[at - 1]!];
    if (value <= before) return below;
    const width = bound - before;
    if (width === Number.POSITIVE_INFINITY) return before === Number.NEGATIVE_INFINITY ? count : below;
    return below + (count - below) * ((value - before) / width);
  }

  /** A count below the one before it is raised to it. */
  #makeMonotonic(): void {
    const counts = this.#counts;
    let before = counts[0]!;
    for (let i = 1; i < this.#length; i++) {
      const count = counts[i]!;
      const isSame = count === before || isAlmost(before, count, this.#tolerance);
      if (!isSame && count > before) before = count;
      else if (!isSame && count < before) this.#wasForced = true;
      if (isSame || count < before) counts[i] = before;
    }
  }
}

function isAlmost(a: number, b: number, tolerance: number): boolean {
  const difference = Math.abs(a - b);
  return difference / Math.min(Math.abs(a) + Math.abs(b), Number.MAX_VALUE) < tolerance;
}
