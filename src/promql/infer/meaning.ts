/**
 * What numbers mean. `counter`: they only go up, and start anew at restarts. `total`: made of counters, whose restarts
 * can no longer be told. `buckets` and `totalBuckets` are the same, cumulative by `le`; `ratedBuckets` what they grew
 * by. `value`: they can be compared as they are.
 */
export type Meaning = "counter" | "total" | "buckets" | "totalBuckets" | "ratedBuckets" | "value" | "unknown";

/** What several become together, or one that is smoothed or scaled. */
export function mixed(of: Meaning): Meaning {
  if (of === "counter") return "total";
  return of === "buckets" ? "totalBuckets" : of;
}

/** What they grew by. */
export function rated(of: Meaning): Meaning {
  return isBuckets(of) ? "ratedBuckets" : "value";
}

/** Whether they are as much as there ever was: of their own they say how long a process has run. */
export function isAccumulated(of: Meaning): boolean {
  return of === "counter" || of === "total" || of === "buckets" || of === "totalBuckets";
}

export function isBuckets(of: Meaning): boolean {
  return of === "buckets" || of === "totalBuckets" || of === "ratedBuckets";
}
