/** PromQL: expressions as trees. Reads, checks and writes them as Prometheus does, and matches their selectors. */
export * from "./ast.ts";
export * from "./evaluate/index.ts";
export * from "./functions.ts";
export { goPlain } from "./go-number.ts";
export { goQuote } from "./go-quote.ts";
export * from "./infer/index.ts";
export { alternativesOf } from "./matcher/alternatives.ts";
export { compileMatcher } from "./matcher/matcher.ts";
export { readSelector } from "./matcher/read-selector.ts";
export * from "./options.ts";
export { parse } from "./parser/parse.ts";
export { pretty } from "./printer/pretty.ts";
export { type PrintOptions, print } from "./printer/print.ts";
export * from "./promql-error.ts";
export * from "./script/index.ts";
export { valueTypeOf } from "./type-of.ts";
export { documentedType, type ValueType } from "./value-type.ts";
export { childrenOf, durationOperands, durationsOf, selectorsOf, walk } from "./walk.ts";
