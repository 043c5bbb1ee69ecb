import assert from "node:assert/strict";
import { test } from "node:test";
import { metricsOf } from "../history/expression.ts";
import { QUESTIONS } from "./questions.ts";

test("each expression picks this service's series, in every selector", () => {
  for (const expr of [...QUESTIONS.courses, ...QUESTIONS.samples]) {
    const selectors = expr.match(/[\w:]+(?=[{[])/g) ?? [];
    assert.deepEqual(expr.match(/[\w:]+(?=\{(\w+=~?"[^"]*",)*\$service\})/g), selectors, expr);
    assert.ok(metricsOf(expr).length > 0, expr);
  }
});

test("what is asked at one time reaches back over the window, or over no more than a rate does", () => {
  for (const expr of QUESTIONS.courses) assert.doesNotMatch(expr, /\$__range/);
  for (const expr of [...QUESTIONS.courses, ...QUESTIONS.samples])
    assert.doesNotMatch(expr.replaceAll(/\[\$__(rate_interval|range)\]/g, ""), /\[|\$__/, expr);
});
