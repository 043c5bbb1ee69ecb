import fc from "fast-check";
import type { ConstantDuration, Duration, DurationExpr, DurationOperation, NumberLiteral } from "./ast.ts";

type Operation<K extends DurationOperation["kind"]> = Extract<DurationOperation, { kind: K }>;

const span = { start: 0, end: 0 };
const MAX_MS = 10 ** 12;

/** Numbers that can be operands. @param isNew Whether durations are numbers, as since 3.0. */
export function numbers(isNew: boolean): fc.Arbitrary<NumberLiteral> {
  const literal = (value: number, isDuration: boolean): NumberLiteral => ({
    kind: "number",
    value,
    isDuration,
    span,
  });
  // `+Inf ^ 2` is read as a sign before a power.
  const plain = fc.double({ min: 0, noDefaultInfinity: true }).map((value) => literal(value, false));
  return isNew
    ? fc.oneof(
        plain,
        fc.nat(10 ** 9).map((ms) => literal(ms / 1000, true)),
      )
    : plain;
}

/** @param isNew Whether durations may be computed. */
export function ranges(isNew: boolean): fc.Arbitrary<Duration> {
  return isNew ? fc.oneof(constants(1), binaries(2)) : constants(1);
}

/** @param isNew Whether durations may be computed. */
export function offsets(isNew: boolean): fc.Arbitrary<Duration | undefined> {
  const constant = constants(-MAX_MS).filter(({ ms }) => ms !== 0);
  const offset: fc.Arbitrary<Duration> = isNew ? fc.oneof(constant, parens(2)) : constant;
  return fc.option(offset, { nil: undefined });
}

function constants(min: number): fc.Arbitrary<ConstantDuration> {
  return fc.integer({ min, max: MAX_MS }).map((ms) => ({ kind: "constant", ms, span }));
}

function parens(depth: number): fc.Arbitrary<Operation<"durationParen">> {
  return binaries(depth).map((expr) => ({ kind: "durationParen", expr, span }));
}

function binaries(depth: number): fc.Arbitrary<Operation<"durationBinary">> {
  const op = fc.constantFrom("+" as const, "-" as const, "*" as const, "^" as const);
  return fc
    .record({ op, left: operands(depth), right: operands(depth) })
    .map((parts) => ({ kind: "durationBinary", ...parts, span }));
}

function operands(depth: number): fc.Arbitrary<DurationExpr> {
  // Whatever is longer is out of range.
  const number = numbers(true).filter(({ value }) => value < 1e9);
  const call = fc
    .constantFrom("step" as const, "range" as const)
    .map((name): DurationExpr => ({ kind: "durationCall", name, span }));
  if (depth <= 0) return fc.oneof(number, call);
  const name = fc.constantFrom("min_of" as const, "max_of" as const);
  const choice = fc
    .record({ name, left: binaries(depth - 1), right: operands(depth - 1) })
    .map((parts): DurationExpr => ({ kind: "durationChoice", ...parts, span }));
  return fc.oneof(number, call, choice, parens(depth - 1));
}
