import type { Call, Expr } from "../ast.ts";
import { FUNCTIONS, type FunctionSignature } from "../functions.ts";
import { goQuote } from "../go-quote.ts";
import { valueTypeOf } from "../type-of.ts";
import type { ValueType } from "../value-type.ts";
import { checkSelector } from "./check-selector.ts";
import type { Cursor } from "./cursor.ts";
import { type Check, expectType } from "./expect-type.ts";

/** Reports what is wrong with the number and the types of a call's arguments. */
export function checkCall(cursor: Cursor, call: Call, check: Check): ValueType {
  const signature: FunctionSignature = FUNCTIONS[call.name];
  checkCount(cursor, call, signature);
  const selector = call.name === "info" ? checkInfo(cursor, call) : undefined;
  for (const [i, arg] of call.args.entries()) {
    const wanted = signature.args[i] ?? (isFixed(signature) ? undefined : signature.args.at(-1));
    if (wanted === undefined) break;
    if (arg === selector) checkSelector(cursor, selector, true);
    else expectType(cursor, arg, check(cursor, arg), wanted, `call to function ${goQuote(call.name)}`);
  }
  return signature.returns;
}

function isFixed({ lastArg }: FunctionSignature): boolean {
  return lastArg[0] === lastArg[1];
}

function checkCount(cursor: Cursor, { name, args, span }: Call, signature: FunctionSignature): void {
  const got = args.length;
  const [lastMin, lastMax] = signature.lastArg;
  const others = signature.args.length - 1;
  const found = `argument(s) in call to ${goQuote(name)}, got ${got}`;
  if (isFixed(signature)) {
    if (got !== signature.args.length) cursor.report(`expected ${signature.args.length} ${found}`, span);
  } else if (got < others + lastMin) cursor.report(`expected at least ${others + lastMin} ${found}`, span);
  else if (got > others + lastMax) cursor.report(`expected at most ${others + lastMax} ${found}`, span);
}

/** `info` takes conditions on labels as its second argument: a selector without a name. @returns That selector. */
function checkInfo(cursor: Cursor, call: Call): Extract<Expr, { kind: "selector" }> | undefined {
  const selector = call.args[1];
  if (selector === undefined) return undefined;
  expectType(cursor, call, valueTypeOf(selector), "vector", 'call to function "info"');
  if (selector.kind === "selector" && selector.name === undefined) return selector;
  const message = "expected label selectors only";
  const isNamed = selector.kind === "selector";
  cursor.report(isNamed ? `${message}, got vector selector instead` : message, selector.span);
  return undefined;
}
