import type { TimeRange } from "../../../model/index.ts";
import { type Expr, goQuote, PromqlError, parse, type QueryOptions } from "../../../promql/index.ts";
import { type ApiError, badData, invalidParameter } from "./api-error.ts";
import type { Asked } from "./asked.ts";
import { durationOf, timeOf } from "./times.ts";

/** A time that must be given. */
export function requiredTime(given: URLSearchParams, name: string): number {
  const text = given.get(name) ?? "";
  const ms = timeOf(text);
  if (ms === undefined) throw invalidParameter(name, noTime(text));
  return ms;
}

export function optionalTime(given: URLSearchParams, name: string): number | undefined {
  const text = given.get(name) ?? "";
  if (text === "") return undefined;
  const ms = timeOf(text);
  if (ms === undefined) throw invalidParameter(name, `Invalid time value for '${name}': ${noTime(text)}`);
  return ms;
}

/** `start` and `end`; undefined when neither is given. */
export function optionalRange(given: URLSearchParams): TimeRange | undefined {
  const [startMs, endMs] = [optionalTime(given, "start"), optionalTime(given, "end")];
  if (startMs === undefined && endMs === undefined) return undefined;
  return { startMs: startMs ?? Number.NEGATIVE_INFINITY, endMs: endMs ?? Number.POSITIVE_INFINITY };
}

/** `step`, in milliseconds, which need not be whole. */
export function stepOf(given: URLSearchParams): number {
  const step = duration(given, "step") ?? 0;
  if (step > 0) return step;
  throw invalidParameter(
    "step",
    "zero or negative query resolution step widths are not accepted. Try a positive integer",
  );
}

/** How many results are wanted. Default: all. */
export function limitOf(given: URLSearchParams): number {
  const text = given.get("limit") ?? "";
  if (text === "") return Number.POSITIVE_INFINITY;
  const limit = wholeNumber(text);
  if (limit === undefined)
    throw invalidParameter("limit", `strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`);
  if (limit < 0) throw invalidParameter("limit", "limit must be non-negative");
  return limit === 0 ? Number.POSITIVE_INFINITY : limit;
}

/** As Go's `Atoi` reads it; undefined when it does not. */
export function wholeNumber(text: string): number | undefined {
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What a query asks for besides its expression and its times. */
export function queryOptionsOf({ given, context, limits, signal }: Asked): QueryOptions {
  const timeoutMs = given.get("timeout") ? duration(given, "timeout")! : Number.POSITIVE_INFINITY;
  const lookbackMs = given.get("lookback_delta") ? lookbackOf(given) : 0;
  return {
    semantics: "v3",
    signal,
    clock: context.clock,
    timeoutMs: Math.min(timeoutMs, limits.timeoutMs),
    maxSamples: limits.maxSamples,
    ...(lookbackMs > 0 && { lookbackMs }),
  };
}

/** The expression that is asked about. */
export function expressionOf(given: URLSearchParams): { readonly text: string; readonly expr: Expr } {
  const text = given.get("query") ?? "";
  return { text, expr: parsed(text, (reason) => invalidParameter("query", reason)) };
}

/** @param refuse Makes the error of what does not parse, for Prometheus' reason */
export function parsed(text: string, refuse: (reason: string) => ApiError): Expr {
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof PromqlError ? refuse(error.message) : error;
  }
}

function duration(given: URLSearchParams, name: string): number | undefined {
  const text = given.get(name) ?? "";
  const ms = durationOf(text);
  if (ms === undefined) throw invalidParameter(name, noDuration(text));
  return ms;
}

function lookbackOf(given: URLSearchParams): number {
  const text = given.get("lookback_delta")!;
  const ms = durationOf(text);
  if (ms === undefined) throw badData(`error parsing lookback delta duration: ${noDuration(text)}`);
  return ms;
}

function noTime(text: string): string {
  return `cannot parse ${goQuote(text)} to a valid timestamp`;
}

function noDuration(text: string): string {
  return `cannot parse ${goQuote(text)} to a valid duration`;
}
