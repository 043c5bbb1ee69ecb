import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { EVERYTHING_EXPERIMENTAL, parse, pretty, print, type Semantics } from "../src/promql/index.ts";

/** The folder of Prometheus' own scripts; where none is named, these tests do not exist. */
const FOLDER = process.env.PROMQL_CONFORMANCE;
const VERSIONS: Readonly<Record<string, Semantics>> = { "v2.42": "v2", "v3.14": "v3" };
const EVALUATION =
  /^eval(?:_\w+)?\s+(?:instant\s+at\s+\S+|range\s+from\s+\S+\s+to\s+\S+\s+step\s+\S+)\s+(.*)$/i;

/** The expressions that a script evaluates, with their lines. */
function evaluated(script: string): { readonly line: number; readonly text: string }[] {
  return script.split("\n").flatMap((line, i) => {
    const text = EVALUATION.exec(line.trim())?.[1];
    return text === undefined ? [] : [{ line: i + 1, text }];
  });
}

/** An expression is read, and what is printed of it is read as the same. */
function assertStable(text: string, semantics: Semantics): void {
  const options = { semantics, ...EVERYTHING_EXPERIMENTAL };
  const expr = parse(text, options);
  const printed = print(expr, { semantics });
  assert.equal(print(parse(printed, options), { semantics }), printed);
  assert.equal(print(parse(pretty(expr, { semantics }), options), { semantics }), printed);
}

it("the expressions of a script are found", () => {
  const script =
    "load 1m\n  a 1\n\neval instant at 1m a\n  a 1\nEVAL_FAIL range from 0 to 5m step 1m  a + b\n";
  assert.deepEqual(evaluated(script), [
    { line: 4, text: "a" },
    { line: 6, text: "a + b" },
  ]);
});

if (FOLDER !== undefined) {
  describe("Prometheus' own scripts", () => {
    for (const [version, semantics] of Object.entries(VERSIONS)) {
      for (const file of readdirSync(join(FOLDER, version)).filter((name) => name.endsWith(".test"))) {
        it(`hold only expressions that are read and printed: ${version}/${file}`, () => {
          const cases = evaluated(readFileSync(join(FOLDER, version, file), "utf8"));
          assert.ok(cases.length > 0);
          for (const { line, text } of cases) {
            assert.doesNotThrow(() => assertStable(text, semantics), `line ${line}: ${text}`);
          }
        });
      }
    }

    it("the compliance queries are read that need not fail", () => {
      const queries = JSON.parse(readFileSync(join(FOLDER, "compliance", "queries.json"), "utf8")) as {
        readonly query: string;
        readonly should_fail: boolean;
      }[];
      for (const { query, should_fail } of queries) {
        if (!should_fail) assert.doesNotThrow(() => assertStable(query, "v2"), query);
      }
    });
  });
}
