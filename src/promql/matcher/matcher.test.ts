import assert from "node:assert/strict";
import { it } from "node:test";
import { MATCH_OPERATORS } from "../ast.ts";
import { compileMatcher } from "./matcher.ts";

it("each operator compares a label's value, an absent label's as an empty one", () => {
  const span = { start: 0, end: 0 };
  const matched = (wanted: string, value: string) =>
    MATCH_OPERATORS.filter((op) =>
      compileMatcher({ label: "a", op, value: wanted, span }, "v3").matches(value),
    );
  assert.deepEqual(matched("x", "x"), ["=", "=~"]);
  assert.deepEqual(matched("x", ""), ["!=", "!~"]);
  assert.deepEqual(matched("x|", ""), ["!=", "=~"]);
  assert.equal(compileMatcher({ label: "a", op: "=", value: "x", span }, "v3").label, "a");
});

it("a matcher says which values it matches where they are few", () => {
  const span = { start: 0, end: 0 };
  const values = (op: (typeof MATCH_OPERATORS)[number], value: string) =>
    compileMatcher({ label: "a", op, value, span }, "v3").values;
  assert.deepEqual(values("=", "x|y"), ["x|y"]);
  assert.deepEqual(values("=", ""), [""]);
  assert.deepEqual(values("=~", "x|(y)"), undefined);
  assert.deepEqual(values("=~", "(x|y\\.z|)"), ["x", "y.z", ""]);
  for (const pattern of ["5..", "x.*", ".+", "(?i)x"])
    assert.equal(values("=~", pattern), undefined, pattern);
  for (const op of ["!=", "!~"] as const) assert.equal(values(op, "x"), undefined);
});
