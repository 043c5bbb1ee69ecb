import type { NumberLiteral } from "../ast.ts";
import { readDuration } from "../duration-text.ts";
import { readNumber as readNumberText } from "../lexer/number-value.ts";
import type { Cursor } from "./cursor.ts";

/** Reads the number or duration that stands here; durations are numbers of seconds. */
export function readNumber(cursor: Cursor): NumberLiteral {
  const token = cursor.take();
  const isDuration = token.kind === "duration";
  const value = isDuration ? readDuration(token.text) : readNumberText(token.text);
  const span = cursor.from(token);
  if (typeof value === "number") {
    return { kind: "number", value: isDuration ? value / 1000 : value, isDuration, span };
  }
  cursor.report(value, span);
  return { kind: "number", value: 0, isDuration, span };
}
