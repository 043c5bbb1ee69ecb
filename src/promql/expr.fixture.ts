import fc from "fast-check";
import type {
  AggregationOperator,
  AtModifier,
  Binary,
  BinaryOperator,
  Expr,
  LabelMatcher,
  VectorMatching,
  VectorSelector,
} from "./ast.ts";
import { AGGREGATION_OPERATORS, ARITHMETIC_OPERATORS, COMPARISON_OPERATORS, SET_OPERATORS } from "./ast.ts";
import { numbers, offsets, ranges } from "./duration.fixture.ts";
import { FUNCTIONS, type FunctionName, type FunctionSignature, type Semantics } from "./functions.ts";
import type { ValueType } from "./value-type.ts";

const span = { start: 0, end: 0 };
const WITH_SCALAR = new Set<string>(["topk", "bottomk", "quantile", "limitk", "limit_ratio"]);
/** What Prometheus' lexer refuses in any string is left out. */
const TEXT = fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !text.includes("\uFFFD"));

/** A tree without its places, so that two can be compared that were written differently. */
export function withoutSpans(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutSpans);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => key !== "span");
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutSpans(value)]));
}

/** Trees that can be written, of instant vectors, with everything that this Prometheus knows. */
export function expressions(semantics: Semantics, text = TEXT): fc.Arbitrary<Expr> {
  return new Expressions(semantics, text).of("vector", 3);
}

/** Makes trees in which every operand of an operator is one that needs no parentheses, or has them. */
class Expressions {
  readonly #semantics: Semantics;
  readonly #text: fc.Arbitrary<string>;
  readonly #isNew: boolean;
  readonly #made = new Map<string, fc.Arbitrary<Expr>>();

  constructor(semantics: Semantics, text: fc.Arbitrary<string>) {
    this.#semantics = semantics;
    this.#text = text;
    this.#isNew = semantics === "v3";
  }

  of(type: ValueType, depth: number): fc.Arbitrary<Expr> {
    return this.#once(`expression ${type} ${depth}`, () => this.#any(type, depth));
  }

  /** The same arbitrary for the same thing: their number would else grow with every level. */
  #once(key: string, make: () => fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
    const made = this.#made.get(key) ?? make();
    this.#made.set(key, made);
    return made;
  }

  #any(type: ValueType, depth: number): fc.Arbitrary<Expr> {
    if (type === "string") return this.#string();
    if (type === "matrix")
      return depth > 0 ? fc.oneof(this.#matrix(), this.#subquery(depth)) : this.#matrix();
    if (depth <= 0) return this.#leaf(type);
    const binary = type === "scalar" ? this.#scalarBinary(depth) : this.#vectorBinary(depth);
    return fc.oneof(this.#operand(type, depth), binary, this.#unary(type, depth));
  }

  #leaf(type: ValueType): fc.Arbitrary<Expr> {
    return type === "scalar" ? numbers(this.#isNew) : this.#selector();
  }

  #operand(type: ValueType, depth: number): fc.Arbitrary<Expr> {
    return this.#once(`operand ${type} ${depth}`, () => this.#anyOperand(type, depth));
  }

  #anyOperand(type: ValueType, depth: number): fc.Arbitrary<Expr> {
    if (depth <= 0) return this.#leaf(type);
    const paren = this.of(type, depth - 1).map((expr): Expr => ({ kind: "paren", expr, span }));
    const own = type === "vector" ? this.#aggregation(depth) : numbers(this.#isNew);
    return fc.oneof(this.#leaf(type), this.#call(type, depth), own, paren);
  }

  #string(): fc.Arbitrary<Expr> {
    return this.#text.map((value): Expr => ({ kind: "string", value, span }));
  }

  #label(): fc.Arbitrary<string> {
    const plain = fc.constantFrom("job", "route", "le", "bool", "offset", "by", "_x9");
    return this.#isNew ? fc.oneof(plain, fc.constantFrom("http.route", "größe", 'a"b', "1st")) : plain;
  }

  #selector(): fc.Arbitrary<VectorSelector> {
    const name = fc.constantFrom("up", "http_requests_total", "job:rate:5m", "sum", "offset");
    return fc
      .tuple(
        fc.option(name, { nil: undefined }),
        this.#matchers(),
        this.#at(),
        offsets(this.#isNew),
        this.#edges(),
      )
      .map(([given, matchers, at, offset, edges]): VectorSelector => {
        const selectsNothing = matchers.every(({ op, value }) => op !== "=" || value === "");
        const written = selectsNothing ? (given ?? "up") : given;
        return { kind: "selector", name: written, matchers, at, offset, edges, span };
      });
  }

  #matchers(): fc.Arbitrary<LabelMatcher[]> {
    const literal = fc.record({ op: fc.constantFrom("=" as const, "!=" as const), value: this.#text });
    const regex = fc.record({
      op: fc.constantFrom("=~" as const, "!~" as const),
      value: fc.constantFrom("a|b", ".*", "5..", "a\\.b", "(x|y)+", ""),
    });
    return fc
      .uniqueArray(fc.tuple(this.#label(), fc.oneof(literal, regex)), {
        maxLength: 3,
        selector: ([label]) => label,
      })
      .map((pairs) => pairs.map(([label, matcher]) => ({ label, ...matcher, span })));
  }

  #at(): fc.Arbitrary<AtModifier | undefined> {
    const timestamp = fc
      .integer({ min: -(10 ** 12), max: 10 ** 13 })
      .map((ms): AtModifier => ({ kind: "timestamp", ms }));
    const ends = fc.constantFrom<AtModifier>({ kind: "start" }, { kind: "end" });
    return fc.option(fc.oneof(timestamp, ends), { nil: undefined });
  }

  #edges(): fc.Arbitrary<VectorSelector["edges"]> {
    return this.#isNew
      ? fc.option(fc.constantFrom("anchored", "smoothed"), { nil: undefined })
      : fc.constant(undefined);
  }

  #matrix(): fc.Arbitrary<Expr> {
    return fc
      .tuple(this.#selector(), ranges(this.#isNew))
      .map(([selector, range]): Expr => ({ kind: "matrix", selector, range, span }));
  }

  #subquery(depth: number): fc.Arbitrary<Expr> {
    return fc
      .record({
        expr: this.#operand("vector", depth - 1),
        range: ranges(this.#isNew),
        step: fc.option(ranges(this.#isNew), { nil: undefined }),
        at: this.#at(),
        offset: offsets(this.#isNew),
      })
      .map((parts): Expr => ({ kind: "subquery", ...parts, span }));
  }

  #unary(type: ValueType, depth: number): fc.Arbitrary<Expr> {
    return fc
      .tuple(fc.constantFrom("-" as const, "+" as const), this.#operand(type, depth - 1))
      .map(([op, operand]): Expr => {
        // A sign before a number belongs to the number.
        const expr: Expr = operand.kind === "number" ? { kind: "paren", expr: operand, span } : operand;
        return { kind: "unary", op, expr, span };
      });
  }

  #scalarBinary(depth: number): fc.Arbitrary<Expr> {
    return fc
      .tuple(
        fc.constantFrom(...ARITHMETIC_OPERATORS, ...COMPARISON_OPERATORS),
        this.#sides("scalar", "scalar", depth),
      )
      .map(([op, sides]) => binary(op, isComparison(op), undefined, sides));
  }

  #vectorBinary(depth: number): fc.Arbitrary<Expr> {
    const op = fc.constantFrom(...ARITHMETIC_OPERATORS, ...COMPARISON_OPERATORS);
    const bool = fc.boolean();
    const mixed = fc
      .tuple(
        op,
        bool,
        fc.oneof(this.#sides("vector", "scalar", depth), this.#sides("scalar", "vector", depth)),
      )
      .map(([operator, isBool, sides]) =>
        binary(operator, isBool && isComparison(operator), undefined, sides),
      );
    const matched = fc
      .tuple(op, bool, this.#matching(), this.#sides("vector", "vector", depth))
      .map(([operator, isBool, matching, sides]) =>
        binary(operator, isBool && isComparison(operator), matching, sides),
      );
    const set = fc
      .tuple(fc.constantFrom(...SET_OPERATORS), this.#matching(), this.#sides("vector", "vector", depth))
      .map(([operator, matching, sides]) => binary(operator, false, manyToMany(matching), sides));
    return fc.oneof(mixed, matched, set);
  }

  #sides(left: ValueType, right: ValueType, depth: number): fc.Arbitrary<readonly [Expr, Expr]> {
    return fc.tuple(this.#operand(left, depth - 1), this.#operand(right, depth - 1));
  }

  #matching(): fc.Arbitrary<VectorMatching> {
    const labels = fc.uniqueArray(this.#label(), { maxLength: 2 });
    const value = fc.option(fc.double(), { nil: undefined });
    return fc
      .record({
        cardinality: fc.constantFrom("one-to-one" as const, "many-to-one" as const, "one-to-many" as const),
        on: fc.boolean(),
        labels,
        include: fc.uniqueArray(fc.constantFrom("version", "owner"), { maxLength: 2 }),
        fill: this.#isNew
          ? fc.record({ left: value, right: value })
          : fc.constant({ left: undefined, right: undefined }),
      })
      .map((matching) => (matching.cardinality === "one-to-one" ? { ...matching, include: [] } : matching));
  }

  #aggregation(depth: number): fc.Arbitrary<Expr> {
    const known = AGGREGATION_OPERATORS.filter((op) => this.#isNew || !op.startsWith("limit"));
    return fc.constantFrom<AggregationOperator[]>(...known).chain((op) =>
      fc
        .record({
          param: this.#param(op, depth),
          expr: this.of("vector", depth - 1),
          without: fc.boolean(),
          labels: fc.uniqueArray(this.#label(), { maxLength: 2 }),
        })
        .map((parts): Expr => ({ kind: "aggregation", op, ...parts, span })),
    );
  }

  #param(op: AggregationOperator, depth: number): fc.Arbitrary<Expr | undefined> {
    if (op === "count_values") return this.#string();
    return WITH_SCALAR.has(op) ? this.of("scalar", depth - 1) : fc.constant(undefined);
  }

  #call(type: ValueType, depth: number): fc.Arbitrary<Expr> {
    const names = (Object.keys(FUNCTIONS) as FunctionName[]).filter((name) => {
      const signature: FunctionSignature = FUNCTIONS[name];
      // The second argument of `info` is no expression like others.
      const isKnown = (signature.semantics ?? this.#semantics) === this.#semantics && name !== "info";
      return isKnown && signature.returns === type;
    });
    return fc.constantFrom(...names).chain((name) => {
      const signature: FunctionSignature = FUNCTIONS[name];
      const args = signature.args.map((arg) => this.of(arg, depth - 1));
      return fc.tuple(...args).map((given): Expr => ({ kind: "call", name, args: given, span }));
    });
  }
}

function binary(
  op: BinaryOperator,
  bool: boolean,
  matching: VectorMatching | undefined,
  [left, right]: readonly [Expr, Expr],
): Binary {
  return { kind: "binary", op, left, right, bool, matching, span };
}

function isComparison(op: BinaryOperator): boolean {
  return (COMPARISON_OPERATORS as readonly string[]).includes(op);
}

function manyToMany(matching: VectorMatching): VectorMatching {
  const fill = { left: undefined, right: undefined };
  return { ...matching, cardinality: "many-to-many", include: [], fill };
}
