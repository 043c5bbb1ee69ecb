/** What an expression yields: one number, an instant vector, a range vector, one string. */
export type ValueType = "scalar" | "vector" | "matrix" | "string";

const DOCUMENTED: Readonly<Record<ValueType, string>> = {
  scalar: "scalar",
  vector: "instant vector",
  matrix: "range vector",
  string: "string",
};

/** The type as Prometheus' documentation and messages name it. */
export function documentedType(type: ValueType): string {
  return DOCUMENTED[type];
}
