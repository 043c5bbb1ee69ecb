/** Observations that were at most `bound`. */
export interface Bucket {
  bound: number;
  count: number;
}

/** What was made of buckets that could not be as they were. */
export interface QuantileAnswer {
  readonly value: number;
  /** Whether counts went down from one bound to the next, by more than rounding. */
  readonly wasForced: boolean;
}

/** Counts that differ by less than this share are equal: what is between them is rounding. */
const TOLERANCE = 1e-12;
const NOTHING: QuantileAnswer = { value: Number.NaN, wasForced: false };

/** The value that a share of a histogram's observations did not exceed, taken to be spread evenly within a bucket. */
export function bucketQuantile(share: number, given: readonly Bucket[], isV3: boolean): QuantileAnswer {
  if (Number.isNaN(share)) return NOTHING;
  if (share < 0) return { value: Number.NEGATIVE_INFINITY, wasForced: false };
  if (share > 1) return { value: Number.POSITIVE_INFINITY, wasForced: false };
  const buckets = ascending(given);
  if (buckets.at(-1)?.bound !== Number.POSITIVE_INFINITY) return NOTHING;
  const wasForced = makeMonotonic(buckets, isV3 ? TOLERANCE : 0);
  const last = buckets.length - 1;
  const observations = buckets[last]!.count;
  if (buckets.length < 2 || observations === 0 || Number.isNaN(observations))
    return { value: Number.NaN, wasForced };
  return { value: within(buckets, share * observations), wasForced };
}

/** The share of a histogram's observations between two values. */
export function bucketFraction(
  lower: number,
  upper: number,
  given: readonly Bucket[],
  isV3: boolean,
): number {
  const buckets = ascending(given);
  if (Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (buckets.at(-1)?.bound !== Number.POSITIVE_INFINITY) return Number.NaN;
  makeMonotonic(buckets, isV3 ? TOLERANCE : 0);
  const observations = buckets.at(-1)!.count;
  if (observations === 0 || Number.isNaN(observations)) return Number.NaN;
  if (lower >= upper) return 0;
  const inside = rankOf(buckets, upper) - rankOf(buckets, lower);
  return Math.max(0, inside) / observations;
}

function within(buckets: readonly Bucket[], rank: number): number {
  const last = buckets.length - 1;
  const found = buckets.findIndex(({ count }, i) => i === last || count >= rank);
  if (found === last) return buckets[last - 1]!.bound;
  const { bound, count } = buckets[found]!;
  if (found === 0 && bound <= 0) return bound;
  const before = found === 0 ? { bound: 0, count: 0 } : buckets[found - 1]!;
  return before.bound + (bound - before.bound) * ((rank - before.count) / (count - before.count));
}

/** How many observations are taken to be at most a value: in a bucket without end, those that are away from its end. */
function rankOf(buckets: readonly Bucket[], value: number): number {
  if (value === Number.NEGATIVE_INFINITY) return 0;
  const at = buckets.findIndex(({ bound }) => bound >= value);
  const { bound, count } = buckets[at]!;
  if (bound === value) return count;
  const first = { bound: bound > 0 ? 0 : Number.NEGATIVE_INFINITY, count: 0 };
  const before = at === 0 ? first : buckets[at - 1]!;
  if (value <= before.bound) return before.count;
  const width = bound - before.bound;
  if (width === Number.POSITIVE_INFINITY)
    return before.bound === Number.NEGATIVE_INFINITY ? count : before.count;
  return before.count + (count - before.count) * ((value - before.bound) / width);
}

/** Sorted, and those of one bound together. */
function ascending(given: readonly Bucket[]): Bucket[] {
  const buckets: Bucket[] = [];
  for (const { bound, count } of given.toSorted((a, b) => (a.bound === b.bound ? 0 : a.bound - b.bound))) {
    const last = buckets.at(-1);
    if (last?.bound === bound) last.count += count;
    else buckets.push({ bound, count });
  }
  return buckets;
}

/** A count below the one before it is raised to it. Tells whether one was, by more than the tolerance. */
function makeMonotonic(buckets: readonly Bucket[], tolerance: number): boolean {
  let wasForced = false;
  let before = buckets[0]!.count;
  for (const bucket of buckets.slice(1)) {
    const isSame = bucket.count === before || isAlmost(before, bucket.count, tolerance);
    if (!isSame && bucket.count > before) before = bucket.count;
    else if (!isSame && bucket.count < before) wasForced = true;
    if (isSame || bucket.count < before) bucket.count = before;
  }
  return wasForced;
}

function isAlmost(a: number, b: number, tolerance: number): boolean {
  const difference = Math.abs(a - b);
  return difference / Math.min(Math.abs(a) + Math.abs(b), Number.MAX_VALUE) < tolerance;
}
