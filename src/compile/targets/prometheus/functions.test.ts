import assert from "node:assert/strict";
import { test } from "node:test";
import { mailRecording } from "../../../../test/mail-monitoring.ts";
import { type PromqlPart, promql } from "../../../define/index.ts";
import { checkFunctions } from "./functions.ts";

const check = (text: string, version: string) =>
  checkFunctions(mailRecording("a:b", promql`${text as PromqlPart}`), version);

test("a function is refused for a version that has it not yet, or no more", () => {
  check("histogram_avg(rate(x[5m]))", "2.51");
  assert.throws(() => check("1 + histogram_avg(rate(x[5m]))", "2.50"), {
    code: "FAROL_VERSION",
    message: /histogram_avg in a:b, for Prometheus 2.50: Prometheus has it since 2.51/,
  });
  check("holt_winters(x[5m], 0.5, 0.5)", "2.55");
  assert.throws(() => check("holt_winters(x[5m], 0.5, 0.5)", "3.0"), { message: /until 3.0 came/ });
});

test("aggregations have their versions too, and labels and metrics of those names have none", () => {
  assert.throws(() => check("limitk by (a) (2, x)", "2.42"), { code: "FAROL_VERSION" });
  check('sum by (info) (start{step="limitk(2, x)"})', "2.42");
});

test("what no version reads is refused in Prometheus' words", () => {
  assert.throws(() => check("sum by (a) x", "3.5"), {
    code: "FAROL_PROMQL",
    message: /sum by \(a\) x \(.*:\d+\): Prometheus refuses it: 1:12: parse error/,
  });
});
