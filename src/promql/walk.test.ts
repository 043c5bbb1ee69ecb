import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { metricName } from "./ast.ts";
import { EVERYTHING_EXPERIMENTAL } from "./options.ts";
import { parse } from "./parser/parse.ts";
import { valueTypeOf } from "./type-of.ts";
import { durationOperands, durationsOf, selectorsOf, walk } from "./walk.ts";

describe("a walk", () => {
  it("visits everything from the outside in, with what is around it", () => {
    const seen: string[] = [];
    walk(parse("topk(2, -(a + rate(b[5m])) or d)"), (expr, path) => {
      seen.push([...path, expr].map(({ kind }) => kind).join(">"));
    });
    assert.deepEqual(seen, [
      "aggregation",
      "aggregation>number",
      "aggregation>binary",
      "aggregation>binary>unary",
      "aggregation>binary>unary>paren",
      "aggregation>binary>unary>paren>binary",
      "aggregation>binary>unary>paren>binary>selector",
      "aggregation>binary>unary>paren>binary>call",
      "aggregation>binary>unary>paren>binary>call>matrix",
      "aggregation>binary>unary>paren>binary>call>matrix>selector",
      "aggregation>binary>selector",
    ]);
  });

  it("does not go deeper where it is told not to", () => {
    const seen: string[] = [];
    walk(parse("sum(a) + b"), ({ kind }) => {
      seen.push(kind);
      return kind !== "aggregation";
    });
    assert.deepEqual(seen, ["binary", "aggregation", "selector"]);
  });
});

it("all selectors are found from left to right, with their metrics' names", () => {
  const expr = parse('a + sum({"b.c"} offset 5m) / rate(d[5m:]) + {__name__=~"e.+"} * {__name__="f"}');
  assert.deepEqual(selectorsOf(expr).map(metricName), ["a", "b.c", "d", undefined, "f"]);
});

it("all durations are found, and what they are computed of", () => {
  const [range, step, offset] = durationsOf(
    parse("a[5m:min_of(1m, step())] offset -(1 + 2)", EVERYTHING_EXPERIMENTAL),
  );
  assert.deepEqual(durationOperands(range!), []);
  assert.deepEqual(
    durationOperands(step!).map(({ kind }) => kind),
    ["number", "durationCall"],
  );
  assert.deepEqual(
    durationOperands(offset!).map(({ kind }) => kind),
    ["durationParen"],
  );
});

it("the type of an expression follows from its form", () => {
  const types = {
    "1 + time()": "scalar",
    "1 + a": "vector",
    "-(2)": "scalar",
    "sum(a)": "vector",
    "scalar(a)": "scalar",
    "a[5m]": "matrix",
    "a[5m:]": "matrix",
    '"a"': "string",
  };
  for (const [text, type] of Object.entries(types)) assert.equal(valueTypeOf(parse(text)), type, text);
});
