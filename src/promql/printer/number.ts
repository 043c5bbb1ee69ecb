import type { NumberLiteral } from "../ast.ts";
import { printDuration } from "../duration-text.ts";
import type { Semantics } from "../functions.ts";
import { goPlain, goShort } from "../go-number.ts";

/** As Prometheus prints it: 3.x without an exponent, 2.42 as `1e-07`; durations as durations. */
export function printNumber({ value, isDuration }: NumberLiteral, semantics: Semantics): string {
  if (isDuration) {
    const ms = Math.round(Math.abs(value) * 1e6) / 1e3;
    return value < 0 ? `-${printDuration(ms)}` : printDuration(ms);
  }
  return semantics === "v2" ? goShort(value) : goPlain(value);
}
