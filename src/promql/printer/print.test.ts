import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Expr, LabelMatcher } from "../ast.ts";
import { expressions, withoutSpans } from "../expr.fixture.ts";
import { EVERYTHING_EXPERIMENTAL } from "../options.ts";
import { parse } from "../parser/parse.ts";
import { pretty } from "./pretty.ts";
import { print } from "./print.ts";

/** The printer sorts what stands in braces. */
function inOneOrder(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(inOneOrder);
  if (typeof tree !== "object" || tree === null) return tree;
  const node = Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, inOneOrder(value)]));
  const byLabel = (a: LabelMatcher, b: LabelMatcher) => (a.label < b.label ? -1 : 1);
  return Array.isArray(node.matchers) ? { ...node, matchers: node.matchers.toSorted(byLabel) } : node;
}

function form(expr: Expr): unknown {
  return inOneOrder(withoutSpans(expr));
}

for (const semantics of ["v2", "v3"] as const) {
  const options = { semantics, ...EVERYTHING_EXPERIMENTAL };

  describe(`printing for ${semantics}`, () => {
    it("writes what is read as the same tree", () => {
      fc.assert(
        fc.property(expressions(semantics), (expr) => {
          assert.deepEqual(form(parse(print(expr, { semantics }), options)), form(expr));
        }),
        { numRuns: 500 },
      );
    });

    it("writes a tree on many lines so that it is read as the same", () => {
      fc.assert(
        fc.property(expressions(semantics), (expr) => {
          assert.deepEqual(form(parse(pretty(expr, { semantics }), options)), form(expr));
        }),
        { numRuns: 300 },
      );
    });

    it("writes what it has written once more the same", () => {
      fc.assert(
        fc.property(expressions(semantics), (expr) => {
          const once = print(expr, { semantics });
          assert.equal(print(parse(once, options), { semantics }), once);
        }),
        { numRuns: 200 },
      );
    });
  });
}

describe("the canonical form", () => {
  function canonical(text: string): string {
    return print(parse(text, EVERYTHING_EXPERIMENTAL));
  }

  it("has one way of writing each thing", () => {
    const forms = {
      "SUM(a)BY(job,le)": "sum by (job, le) (a)",
      "sum by () (a)": "sum(a)",
      "sum without () (a)": "sum without () (a)",
      "topk ( 3 , a )": "topk(3, a)",
      "a+b*c": "a + b * c",
      "a>bool on(x)group_left b": "a > bool on (x) group_left () b",
      "a * ignoring() group_right(y) b": "a * ignoring () group_right (y) b",
      "a / ignoring() b": "a / b",
      "a + fill(0) b": "a + fill (0) b",
      "a + fill_right(-1) fill_left(2) b": "a + fill_left (2) fill_right (-1) b",
      "a{z=\"1\",b!='2',}": 'a{b!="2",z="1"}',
      '{"http.requests","le"="1"}': '{__name__="http.requests",le="1"}',
      'a{"größe"="1"}': 'a{"größe"="1"}',
      'sum by ("http.route") (a)': 'sum by ("http.route") (a)',
      "a[90s] offset 1h30m": "a[1m30s] offset 1h30m",
      "a offset -5m @ 1.5": "a @ 1.500 offset -5m",
      "a[300] smoothed @ end()": "a[5m] smoothed @ end()",
      "a anchored offset 5m": "a anchored offset 5m",
      "a[1h:]": "a[1h:]",
      "a[1w2d:60]": "a[9d:1m]",
      "a[5m*2+step()]": "a[5m * 2 + step()]",
      "a offset -(1m)": "a offset -(1m)",
      "a offset -MIN_OF(step(),1m)": "a offset -min_of(step(), 1m)",
      "-  a": "-a",
      "- -1": "1",
      "# comment\n`raw \\n`": '"raw \\\\n"',
    };
    for (const [text, expected] of Object.entries(forms)) assert.equal(canonical(text), expected, text);
  });

  it("writes numbers as Go does", () => {
    const numbers = { "1e-7": "0.0000001", "1e21": "1000000000000000000000", "0x1F": "31", "017": "15" };
    for (const [text, expected] of Object.entries(numbers)) assert.equal(canonical(text), expected);
    assert.equal(canonical("Inf"), "+Inf");
    assert.equal(canonical("-inf"), "-Inf");
    assert.equal(canonical("nan"), "NaN");
    assert.equal(canonical("-5m"), "-5m");
    assert.equal(print(parse("1e-7", { semantics: "v2" }), { semantics: "v2" }), "1e-07");
    assert.equal(print(parse("1234567", { semantics: "v2" }), { semantics: "v2" }), "1.234567e+06");
  });
});
