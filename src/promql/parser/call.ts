import type { Call, Expr } from "../ast.ts";
import { FUNCTIONS, type FunctionName, isFunction } from "../functions.ts";
import { goQuote } from "../go-quote.ts";
import { isAtExpression } from "./beginning.ts";
import type { Cursor } from "./cursor.ts";

/** Reads `name(args)`. */
export function readCall(cursor: Cursor): Call {
  const token = cursor.take();
  const args = readArguments(cursor);
  if (!isFunction(token.text, cursor.options.semantics)) {
    cursor.report(`unknown function with name ${goQuote(token.text)}`, token);
  } else if (FUNCTIONS[token.text].isExperimental && !cursor.options.experimentalFunctions) {
    cursor.report(`function ${goQuote(token.text)} is not enabled`, token);
  }
  // A name that is unknown is never seen: with a problem reported, the tree is thrown away.
  return { kind: "call", name: token.text as FunctionName, args, span: cursor.from(token) };
}

/** Reads `(a, b)`. */
export function readArguments(cursor: Cursor): Expr[] {
  cursor.expect("(");
  const args: Expr[] = [];
  if (cursor.accept(")") !== undefined) return args;
  do args.push(cursor.readExpression());
  while (readComma(cursor));
  cursor.expect(")");
  return args;
}

/** Whether an argument follows. */
function readComma(cursor: Cursor): boolean {
  const comma = cursor.accept(",");
  if (comma === undefined) return false;
  if (isAtExpression(cursor)) return true;
  if (cursor.at("error")) cursor.refuse();
  cursor.report("trailing commas not allowed in function call args", comma);
  return false;
}
