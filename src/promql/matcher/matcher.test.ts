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
