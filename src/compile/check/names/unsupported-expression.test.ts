import assert from "node:assert/strict";
import { test } from "node:test";
import { foundIn } from "./found.fixture.ts";
import { unsupportedExpression } from "./unsupported-expression.ts";

const found = (text: string, prometheus: string, prometheusFeatures: readonly string[] = []) =>
  foundIn(unsupportedExpression, text, {}, { versions: { prometheus }, prometheusFeatures }).join();

test("a function that came later, or is gone, is told with its version", () => {
  const text = "ts_of_max_over_time(letters_total[5m])";
  assert.match(found(text, "3.4"), /for Prometheus 3\.4: Prometheus has it since 3\.5\. Write/);
  assert.match(found("holt_winters(queue_limit[5m], 0.5, 0.5)", "3.5"), /had it until 3\.0 came/);
  assert.equal(found("holt_winters(queue_limit[5m], 0.5, 0.5)", "2.42"), "");
});

test("what is experimental needs its feature", () => {
  const features: Readonly<Record<string, string>> = {
    "limitk(2, letters_total)": "promql-experimental-functions",
    "rate(letters_total[5m * 2])": "promql-duration-expr",
    "rate(letters_total[5m] anchored)": "promql-extended-range-selectors",
    "letters_total + fill(0) queue_limit": "promql-binop-fill-modifiers",
  };
  for (const [text, feature] of Object.entries(features)) {
    assert.match(found(text, "3.13"), new RegExp(`parse error: .* name ${feature} under`), text);
    assert.equal(found(text, "3.13", [feature]), "", text);
  }
});

test("each feature that is missing is told", () => {
  const text = "limitk(2, rate(letters_total[5m * 2]))";
  assert.match(found(text, "3.5"), /experimental-functions.*duration-expr/);
});
