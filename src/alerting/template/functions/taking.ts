import type { GoFunction, Parameters } from "../dialect.ts";
import type { Value } from "../value.ts";

/** A function that is only called with what it takes. */
export function taking(
  takes: Parameters,
  called: (...args: never[]) => Value,
  cost?: (...args: never[]) => number,
): GoFunction<Value> {
  return Object.assign((...args: Value[]) => called(...(args as never[])), {
    takes,
    ...(cost && { cost: (...args: Value[]) => cost(...(args as never[])) }),
  });
}
