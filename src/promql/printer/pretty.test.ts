import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "../parser/parse.ts";
import { pretty } from "./pretty.ts";

const LONG = 'http_requests_total{cluster="production-1",job="reviews",method="GET",route="/api/v1/reviews"}';

function lines(text: string): string[] {
  return pretty(parse(text)).split("\n");
}

describe("an expression on many lines", () => {
  it("stays on one line up to 100 bytes", () => {
    assert.deepEqual(lines("sum(rate(a[5m]))"), ["sum(rate(a[5m]))"]);
    assert.deepEqual(lines(`a + ${"b".repeat(96)}`), [`a + ${"b".repeat(96)}`]);
    assert.deepEqual(lines(`a + ${"b".repeat(97)}`), ["  a", "+", `  ${"b".repeat(97)}`]);
    assert.deepEqual(lines(`a{x="${"ä".repeat(60)}"} + b`).length, 3);
  });

  it("puts the operands of calls and aggregations on lines of their own", () => {
    assert.deepEqual(lines(`topk by (job) (3, label_replace(${LONG}, "a", "b", "c", "d"))`), [
      "topk by (job) (",
      "  3,",
      "  label_replace(",
      `    ${LONG},`,
      '    "a",',
      '    "b",',
      '    "c",',
      '    "d"',
      "  )",
      ")",
    ]);
  });

  it("puts an operator with its modifiers between its sides", () => {
    assert.deepEqual(lines(`-(${LONG} / on (job) group_left (x) ${LONG})`), [
      "-(",
      `    ${LONG}`,
      "  / on (job) group_left (x)",
      `    ${LONG}`,
      ")",
    ]);
  });

  it("keeps the brackets of a long subquery behind its last line", () => {
    assert.deepEqual(lines(`max_over_time(sum by (route) (${LONG})[1h:5m] offset 1d)`), [
      "max_over_time(",
      "  sum by (route) (",
      `    ${LONG}`,
      "  )[1h:5m] offset 1d",
      ")",
    ]);
  });
});
