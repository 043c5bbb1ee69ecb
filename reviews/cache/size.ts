const OBJECT_BYTES = 32;
const NUMBER_BYTES = 8;

/** Roughly the bytes that a value takes in memory: good enough to keep a cache within bounds, and cheaper than to write it out. */
export function roughBytes(value: unknown): number {
  if (typeof value === "string") return OBJECT_BYTES + 2 * value.length;
  if (typeof value !== "object" || value === null) return NUMBER_BYTES;
  if (value instanceof Map || value instanceof Set) return roughBytes([...value]);
  let bytes = OBJECT_BYTES;
  for (const part of Object.values(value)) bytes += NUMBER_BYTES + roughBytes(part);
  return bytes;
}
