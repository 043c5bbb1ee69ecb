/** A time as Go writes it in JSON: in UTC, its fraction without zeros at the end. */
export function goTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0*Z$/, "Z");
}

/** Go's zero time, which stands for none. */
export const NO_TIME = "0001-01-01T00:00:00Z";
