import type { Metric } from "./family.ts";
import { goFloat } from "./go-float.ts";

/** One of the numbers of a series, by the name it has when it is written out. */
export interface NumberName {
  readonly name: string;
  /** The bound of the bucket that it counts, as Go writes it; undefined where it is not a bucket's. */
  readonly le?: string;
}

/** The numbers of each series of a metric, in the order in which `Family.read` gives them. */
export function numbersOf({ name, type, buckets }: Metric): readonly NumberName[] {
  if (type !== "histogram") return [{ name }];
  const bounds = [...buckets, Number.POSITIVE_INFINITY];
  return [
    ...bounds.map((bound) => ({ name: `${name}_bucket`, le: goFloat(bound) })),
    { name: `${name}_sum` },
    { name: `${name}_count` },
  ];
}
