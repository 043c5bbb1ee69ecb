import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Expr } from "../ast.ts";
import { withoutSpans } from "../expr.fixture.ts";
import { EVERYTHING_EXPERIMENTAL } from "../options.ts";
import { walk } from "../walk.ts";
import { parse } from "./parse.ts";

/** The tree in parentheses: which operator holds which. */
function shape(expr: Expr): string {
  if (expr.kind === "binary") return `(${shape(expr.left)} ${expr.op} ${shape(expr.right)})`;
  if (expr.kind === "unary") return `(${expr.op}${shape(expr.expr)})`;
  if (expr.kind === "paren") return shape(expr.expr);
  if (expr.kind === "number") return String(expr.value);
  return expr.kind === "selector" ? expr.name! : expr.kind;
}

function assertTrees(cases: Readonly<Record<string, object>>): void {
  for (const [text, expected] of Object.entries(cases)) {
    const fields = withoutSpans(parse(text, EVERYTHING_EXPERIMENTAL)) as Record<string, unknown>;
    for (const [key, value] of Object.entries(expected))
      assert.deepEqual(fields[key], value, `${key} of ${text}`);
  }
}

const selector = (name: string, more: object = {}) => ({
  kind: "selector",
  name,
  matchers: [],
  at: undefined,
  offset: undefined,
  edges: undefined,
  ...more,
});
const number = (value: number, isDuration = false) => ({ kind: "number", value, isDuration });
const constant = (ms: number) => ({ kind: "constant", ms });

describe("an expression", () => {
  it("is read by the strength of its operators", () => {
    const shapes = {
      "a or b and c unless d": "(a or ((b and c) unless d))",
      "a == b + c * d": "(a == (b + (c * d)))",
      "a - b - c": "((a - b) - c)",
      "a / b % c atan2 d * e": "((((a / b) % c) atan2 d) * e)",
      "a ^ b ^ c": "(a ^ (b ^ c))",
      "-a ^ b": "(-(a ^ b))",
      "-a * b": "((-a) * b)",
      "a ^ -b * c": "((a ^ (-b)) * c)",
      "-1 ^ 2": "(-(1 ^ 2))",
      "2 * -1": "(2 * -1)",
      "(a + b) * c": "((a + b) * c)",
      "a < b > c": "((a < b) > c)",
      "a </ 1 >/ 2": "((a </ 1) >/ 2)",
    };
    for (const [text, expected] of Object.entries(shapes)) assert.equal(shape(parse(text)), expected, text);
  });

  it("may be a number, in every way of writing one", () => {
    const numbers = {
      "1": 1,
      ".5": 0.5,
      "5.": 5,
      "1_000.5": 1000.5,
      "1e-3": 0.001,
      "0x1f": 31,
      "0X_1f": 31,
      "017": 15,
      "08": 8,
      inf: Infinity,
      "-Inf": -Infinity,
      "+1": 1,
      "1h30m": 5400,
      "-500ms": -0.5,
    };
    for (const [text, value] of Object.entries(numbers)) {
      assert.equal((parse(text) as { value?: number }).value, value, text);
    }
    assert.ok(Number.isNaN((parse("nan") as { value?: number }).value));
  });

  it("may be a string, with Go's escapes", () => {
    const strings = {
      '"a\\n\\"\'"': "a\n\"'",
      "'\\'\"'": "'\"",
      "`\\n`": "\\n",
      '"\\x41\\101\\u00e4\\U0001F600"': "AAä😀",
      '"\\xc3\\xa4"': "ä",
      '"\\xffa"': "\uDCFFa",
      '"# no comment"': "# no comment",
    };
    for (const [text, value] of Object.entries(strings)) {
      assert.equal((parse(text) as { value?: string }).value, value, text);
    }
  });

  it("may select series", () => {
    const matcher = (label: string, op: string, value: string) => ({ label, op, value });
    assertTrees({
      a: selector("a"),
      "job:a:rate5m": { name: "job:a:rate5m" },
      'a{b="1",c!="2",d=~"3",e!~"4",}': {
        matchers: [
          matcher("b", "=", "1"),
          matcher("c", "!=", "2"),
          matcher("d", "=~", "3"),
          matcher("e", "!~", "4"),
        ],
      },
      '{"a.b", "c d"="1"}': {
        name: undefined,
        matchers: [matcher("__name__", "=", "a.b"), matcher("c d", "=", "1")],
      },
      "a offset 5m": { offset: constant(300_000) },
      "a offset -1.5": { offset: constant(-1500) },
      "a offset 0": { offset: undefined },
      "a @ 1.5 offset 1s": { at: { kind: "timestamp", ms: 1500 }, offset: constant(1000) },
      "a @ -5m": { at: { kind: "timestamp", ms: -300_000 } },
      "a @ start()": { at: { kind: "start" } },
      "a @ end() smoothed": { at: { kind: "end" }, edges: "smoothed" },
    });
  });

  it("may select ranges and be evaluated over ranges", () => {
    assertTrees({
      "a[5m] offset 1m": {
        selector: selector("a", { offset: constant(60_000) }),
        range: constant(300_000),
      },
      "a[90] anchored @ end()": {
        selector: selector("a", { at: { kind: "end" }, edges: "anchored" }),
        range: constant(90_000),
      },
      "a @ start()[5m]": { selector: selector("a", { at: { kind: "start" } }) },
      "a[1h:5m] @ 0 offset 1d": {
        expr: selector("a"),
        range: constant(3_600_000),
        step: constant(300_000),
        at: { kind: "timestamp", ms: 0 },
        offset: constant(86_400_000),
      },
      "a[1h:]": { step: undefined },
    });
  });

  it("may compute durations", () => {
    const step = { kind: "durationCall", name: "step" };
    const sum = { kind: "durationBinary", op: "+", left: number(300, true), right: number(60) };
    assertTrees({
      "a[5m + 60]": { range: sum },
      "a[STEP():range()]": { range: step, step: { kind: "durationCall", name: "range" } },
      "a offset (5m+60)": { offset: { kind: "durationParen", expr: sum } },
      "a offset -step()": { offset: { kind: "durationNegation", expr: step } },
      "a offset +step()": { offset: step },
      "a offset min_of(5m + 60, 1) + 1": {
        op: "+",
        left: selector("a", {
          offset: { kind: "durationChoice", name: "min_of", left: sum, right: number(1) },
        }),
      },
      "a offset -2 ^ 2": { op: "^", left: selector("a", { offset: constant(-2000) }) },
      "a[2 ^ 3 ^ 2 - 1]": {
        range: {
          kind: "durationBinary",
          op: "-",
          left: {
            kind: "durationBinary",
            op: "^",
            left: number(2),
            right: { kind: "durationBinary", op: "^", left: number(3), right: number(2) },
          },
          right: number(1),
        },
      },
    });
  });

  it("may aggregate, grouped before or behind", () => {
    const grouped = { without: false, labels: ["job", "by"], expr: selector("a"), param: undefined };
    assertTrees({
      "sum by (job, by) (a)": { op: "sum", ...grouped },
      "SUM(a) BY (job, by,)": { op: "sum", ...grouped },
      "avg without () (a)": { op: "avg", without: true, labels: [] },
      "max by () (a)": { op: "max", without: false, labels: [] },
      "topk(3, a)": { op: "topk", param: number(3), expr: selector("a") },
      'count_values("v", a)': { param: { kind: "string", value: "v" } },
      'sum by ("http.route") (a)': { labels: ["http.route"] },
    });
  });

  it("may match two vectors", () => {
    const none = { left: undefined, right: undefined };
    const matching = { cardinality: "one-to-one", on: false, labels: [], include: [], fill: none };
    assertTrees({
      "a + b": { matching, bool: false },
      "a == bool b": { matching, bool: true },
      "a + 1": { matching: undefined },
      "a + on (x) b": { matching: { ...matching, on: true, labels: ["x"] } },
      "a + ignoring (x, y) group_right (z) b": {
        matching: { ...matching, cardinality: "one-to-many", labels: ["x", "y"], include: ["z"] },
      },
      "a + on () group_left b": { matching: { ...matching, cardinality: "many-to-one", on: true } },
      "a unless on (x) b": {
        matching: { ...matching, cardinality: "many-to-many", on: true, labels: ["x"] },
      },
      "a + fill (0) b": { matching: { ...matching, fill: { left: 0, right: 0 } } },
      "a + fill_right (-5m) fill_left (NaN) b": {
        matching: { ...matching, fill: { left: NaN, right: -300 } },
      },
    });
  });

  it("may call functions, and use words of the language as names", () => {
    assertTrees({
      "time()": { name: "time", args: [] },
      "round(a, 5)": { name: "round", args: [selector("a"), number(5)] },
      sum: selector("sum"),
      offset: selector("offset"),
      "by{by='1'}": { name: "by" },
      "start + end": { left: selector("start"), right: selector("end") },
    });
    assert.equal(parse("holt_winters(a[5m], 0.1, 0.2)", { semantics: "v2" }).kind, "call");
  });

  it("may hold comments and blanks anywhere between tokens", () => {
    const text = "# first\nsum # second\r by ( job ) (\n\ta { # third\n b = '1' } )# last";
    assert.deepEqual(withoutSpans(parse(text)), withoutSpans(parse("sum by (job) (a{b='1'})")));
  });
});

describe("a place", () => {
  it("is that of the text of each node", () => {
    const text = " - sum by (x) (rate(a{b='ä'} [5m] offset 1m)) / max_over_time((1 + c)[1h:5m] @ end() ) ";
    const found: string[] = [];
    walk(parse(text), ({ span }) => {
      found.push(text.slice(span.start, span.end));
    });
    assert.deepEqual(found, [
      text.trim(),
      "- sum by (x) (rate(a{b='ä'} [5m] offset 1m))",
      "sum by (x) (rate(a{b='ä'} [5m] offset 1m))",
      "rate(a{b='ä'} [5m] offset 1m)",
      "a{b='ä'} [5m] offset 1m",
      "a{b='ä'}",
      "max_over_time((1 + c)[1h:5m] @ end() )",
      "(1 + c)[1h:5m] @ end()",
      "(1 + c)",
      "1 + c",
      "1",
      "c",
    ]);
  });
});
