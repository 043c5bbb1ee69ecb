import type { VectorMatching } from "../ast.ts";
import type { TokenKind } from "../lexer/token.ts";
import { isAtExpression } from "./beginning.ts";
import type { Cursor } from "./cursor.ts";
import { readLabels } from "./labels.ts";
import { readNumber } from "./number.ts";

/** What stands between an operator and its right side. */
interface BinaryModifiers {
  readonly bool: boolean;
  readonly matching: VectorMatching;
}

const CARDINALITIES = { group_left: "many-to-one", group_right: "one-to-many" } as const;
const FILLS: ReadonlySet<TokenKind> = new Set<TokenKind>(["fill", "fill_left", "fill_right"]);

/** Reads `bool on (a) group_left (b) fill (0)`, each of which may be absent. */
export function readMatching(cursor: Cursor): BinaryModifiers {
  const bool = cursor.accept("bool") !== undefined;
  const keyword = cursor.accept("on") ?? cursor.accept("ignoring");
  const labels = keyword === undefined ? [] : readLabels(cursor);
  const group =
    keyword === undefined ? undefined : (cursor.accept("group_left") ?? cursor.accept("group_right"));
  const include = group === undefined ? [] : readIncluded(cursor);
  const matching: VectorMatching = {
    cardinality: group === undefined ? "one-to-one" : CARDINALITIES[group.kind as keyof typeof CARDINALITIES],
    on: keyword?.kind === "on",
    labels,
    include,
    fill: readFill(cursor),
  };
  return { bool, matching };
}

/** The labels of `group_left` may be left out, parentheses included. */
function readIncluded(cursor: Cursor): string[] {
  const isLeftOut = !cursor.at("(") && (isAtExpression(cursor) || FILLS.has(cursor.token.kind));
  return isLeftOut ? [] : readLabels(cursor);
}

/** One `fill`, or `fill_left` and `fill_right` in any order. */
function readFill(cursor: Cursor): VectorMatching["fill"] {
  if (cursor.accept("fill") !== undefined) {
    const both = readFillValue(cursor);
    return { left: both, right: both };
  }
  const early = cursor.accept("fill_right") && readFillValue(cursor);
  const left = cursor.accept("fill_left") && readFillValue(cursor);
  const right = early ?? (cursor.accept("fill_right") && readFillValue(cursor));
  return { left, right };
}

function readFillValue(cursor: Cursor): number {
  cursor.expect("(");
  const sign = cursor.accept("-") ?? cursor.accept("+");
  if (!cursor.at("number") && !cursor.at("duration")) cursor.refuse();
  const { value } = readNumber(cursor);
  cursor.expect(")");
  return sign?.kind === "-" ? -value : value;
}
