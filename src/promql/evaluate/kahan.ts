/** A sum that also keeps what each addition lost to rounding (Kahan, as Neumaier improved it). */
export class KahanSum {
  sum: number;
  lost: number;

  constructor(sum = 0, lost = 0) {
    this.sum = sum;
    this.lost = lost;
  }

  add(value: number): void {
    const next = this.sum + value;
    if (Math.abs(next) === Number.POSITIVE_INFINITY) this.lost = 0;
    else if (Math.abs(this.sum) >= Math.abs(value)) this.lost += this.sum - next + value;
    else this.lost += value - next + this.sum;
    this.sum = next;
  }

  /** Adds those from `from` to before `to`. */
  addAll(values: ArrayLike<number>, from: number, to: number): void {
    let { sum, lost } = this;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
    this.sum = sum;
    // what is lost to infinity is not a number
    this.lost = Number.isFinite(sum) ? lost : 0;
  }

  get total(): number {
    return Math.abs(this.sum) === Number.POSITIVE_INFINITY ? this.sum : this.sum + this.lost;
  }
}

/** The mean of values by Kahan's sums. */
export function kahanMean(values: ArrayLike<number>, from: number, to: number): number {
  const sum = new KahanSum();
  sum.addAll(values, from, to);
  const count = to - from;
  if (Number.isFinite(sum.sum)) return sum.sum / count + sum.lost / count;
  const mean = new KahanMean();
  for (let i = from; i < to; i++) mean.add(values[i]!);
  return mean.mean;
}

/** A mean by Kahan's sums, which goes on from mean to mean where the sum would be too large for a number. */
class KahanMean {
  #sum = new KahanSum();
  #count = 0;
  #isIncremental = false;

  add(value: number): void {
    this.#count += 1;
    if (!this.#isIncremental) {
      const next = new KahanSum(this.#sum.sum, this.#sum.lost);
      next.add(value);
      if (this.#count === 1 || Math.abs(next.sum) !== Number.POSITIVE_INFINITY) {
        this.#sum = next;
        return;
      }
      this.#isIncremental = true;
      const before = this.#count - 1;
      this.#sum = new KahanSum(this.#sum.sum / before, this.#sum.lost / before);
    }
    const share = (this.#count - 1) / this.#count;
    this.#sum = new KahanSum(this.#sum.sum * share, this.#sum.lost * share);
    this.#sum.add(value / this.#count);
  }

  get mean(): number {
    if (this.#isIncremental) return this.#sum.sum + this.#sum.lost;
    return this.#sum.sum / this.#count + this.#sum.lost / this.#count;
  }
}

/** The mean as Prometheus 2.42 makes it, from mean to mean. */
export function addToMean(mean: number, value: number, count: number): number {
  return staysInfinite(mean, value) ? mean : mean + (value / count - mean / count);
}

/** An infinite mean stays whatever comes, but for the other infinity and NaN. */
export function staysInfinite(mean: number, value: number): boolean {
  return Math.abs(mean) === Number.POSITIVE_INFINITY && (value === mean || Number.isFinite(value));
}
