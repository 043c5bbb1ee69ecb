import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { alternativesOf } from "./alternatives.ts";
import { regexFault, regexPredicate } from "./regex.ts";

test("a regular expression is taken apart where it says one or the other", () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    "ok|error": ["ok", "error"],
    "(ok|error)": ["ok", "error"],
    "(?:ok|error)": ["ok", "error"],
    "5..": ["5.."],
    "a(b|c)d|e": ["a(b|c)d", "e"],
    "(a|b)(c|d)": ["(a|b)(c|d)"],
    "[|]|\\|": ["[|]", "\\|"],
    "[]|]x|[^]|]y": ["[]|]x", "[^]|]y"],
    "a|": ["a", ""],
    "(?i)a|b": ["(?i)a|b"],
    "\\Qa|b\\E": ["\\Qa|b\\E"],
  };
  for (const [pattern, parts] of Object.entries(expected)) {
    assert.deepEqual(alternativesOf(pattern), parts, pattern);
  }
});

test("whatever a regular expression matches, one of its alternatives does, and nothing else", () => {
  const pattern = fc
    .string({ unit: fc.constantFrom(..."ab|()[]^\\.*?:") })
    .filter((it) => !regexFault(it, "v3"));
  const text = fc.string({ unit: fc.constantFrom(..."ab|.()"), maxLength: 3 });
  const property = fc.property(pattern, text, (whole, value) => {
    const parts = alternativesOf(whole).map((part) => regexPredicate(part, "v3"));
    return regexPredicate(whole, "v3")(value) === parts.some((matches) => matches(value));
  });
  fc.assert(property, { numRuns: 300 });
});
