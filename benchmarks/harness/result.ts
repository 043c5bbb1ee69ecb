/** One measured figure. A benchmark prints each as a line of JSON. */
export interface Result {
  /** What was measured, as it stands in the table. */
  readonly measure: string;
  /** Whose figure: "farol", or a peer's name. */
  readonly who: string;
  readonly value: number;
  readonly unit: string;
  /** The figure that the value is compared with, of the same run. */
  readonly reference?: number;
  /** `value / reference`, as the median of the pairs where they were interleaved. */
  readonly ratio?: number;
  /** What is to be reached, in words; only on Farol's own figures. */
  readonly target?: string;
  readonly reached?: boolean;
}

export function report(result: Result): void {
  console.log(JSON.stringify(result));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
