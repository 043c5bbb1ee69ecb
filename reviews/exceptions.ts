import { EXCEPTION_TYPES, type Metrics } from "./metrics.ts";

/** Counts something unexpected that was thrown, under its class or the nearest one that is known. */
export function countException({ exceptions }: Metrics, thrown: unknown): void {
  exceptions.inc({ type: typeOf(thrown) });
}

function typeOf(thrown: unknown): (typeof EXCEPTION_TYPES)[number] {
  if (!(thrown instanceof Error)) return "other";
  // pg's errors from the server are of a class DatabaseError whose `name` is "error"
  const names = [thrown.name, thrown.constructor.name];
  return EXCEPTION_TYPES.find((type) => type !== "Error" && names.includes(type)) ?? "Error";
}
