import type { AlertRule, AlertTest, AlertTests } from "../model/index.ts";
import { readSelector } from "../promql/index.ts";

const made = new WeakMap<AlertTests, readonly AlertTest[]>();

/**
 * An alert's tests, which are made when they are asked for first.
 * @throws FarolError what making them throws, such as FAROL_OBJECTIVE_EXAMPLE
 */
export function testsOf({ tests }: AlertRule): readonly AlertTest[] {
  if (typeof tests !== "function") return tests;
  const known = made.get(tests) ?? tests(readSelector);
  made.set(tests, known);
  return known;
}
