import type { Duration, DurationExpr } from "../ast.ts";
import { printDuration } from "../duration-text.ts";
import type { Semantics } from "../functions.ts";
import { printNumber } from "./number.ts";

/** `5m`, `-5m`, `step() * 2`. */
export function printAnyDuration(duration: Duration | DurationExpr, semantics: Semantics): string {
  const print = (it: DurationExpr) => printAnyDuration(it, semantics);
  switch (duration.kind) {
    case "constant":
      return duration.ms < 0 ? `-${printDuration(-duration.ms)}` : printDuration(duration.ms);
    case "number":
      return printNumber(duration, semantics);
    case "durationCall":
      return `${duration.name}()`;
    case "durationChoice":
      return `${duration.name}(${print(duration.left)}, ${print(duration.right)})`;
    case "durationNegation":
      return `-${print(duration.expr)}`;
    case "durationBinary":
      return `${print(duration.left)} ${duration.op} ${print(duration.right)}`;
    case "durationParen":
      return `(${print(duration.expr)})`;
  }
}
