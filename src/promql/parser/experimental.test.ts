import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ParseOptions } from "../options.ts";
import { parse } from "./parse.ts";

type Experiment = Exclude<keyof ParseOptions, "semantics">;

/** Refused with this message unless it is asked for. */
const EXPERIMENTS: Readonly<Record<Experiment, Readonly<Record<string, string>>>> = {
  experimentalFunctions: {
    "mad_over_time(a[5m])": '1:1: parse error: function "mad_over_time" is not enabled',
    "limitk(1, a)":
      "1:1: parse error: limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions",
    "vector(start())": '1:8: parse error: function "start" is not enabled',
    "info(a, {b=~'.*'})": '1:1: parse error: function "info" is not enabled',
  },
  experimentalDurations: {
    "a[5m * 2]": "1:3: parse error: experimental duration expression is not enabled",
    "a[step()]": "1:3: parse error: experimental duration expression is not enabled",
    "a[5m:(1m)]": "1:7: parse error: experimental duration expression is not enabled",
    "a offset -(1m + 1m)": "1:12: parse error: experimental duration expression is not enabled",
    "a offset max_of(1m, 2m)": "1:10: parse error: experimental duration expression is not enabled",
  },
  experimentalRangeSelectors: {
    "a anchored": "1:1: parse error: anchored modifier is experimental and not enabled",
    "rate(a[5m] smoothed)": "1:6: parse error: smoothed modifier is experimental and not enabled",
  },
  experimentalFill: {
    "a + fill(0) b": "1:1: parse error: binop fill modifiers are experimental and not enabled",
    "a + on (c) group_left fill_right(-Inf) fill_left(1m) b":
      "1:1: parse error: binop fill modifiers are experimental and not enabled",
  },
};

describe("what is experimental", () => {
  for (const [option, cases] of Object.entries(EXPERIMENTS)) {
    it(`is refused, and read with ${option}`, () => {
      for (const [text, message] of Object.entries(cases)) {
        assert.throws(() => parse(text), { message }, text);
        assert.doesNotThrow(() => parse(text, { [option]: true }), text);
      }
    });
  }

  it("has rules of its own", () => {
    const refused = {
      "a[step()::1m]": "1:11: parse error: unexpected repeated colon in duration expression",
      "a[step():step():1m]": "1:17: parse error: unexpected repeated colon in duration expression",
      "a[5m / 0]": "1:6: parse error: division by zero",
      "a[5m % 0]": "1:6: parse error: modulo by zero",
      "a anchored smoothed": "1:1: parse error: anchored and smoothed modifiers cannot be used together",
      "a[5m:] anchored": "1:1: parse error: anchored modifier is not supported for subqueries",
      "sum(a) smoothed": "1:1: parse error: smoothed modifier not implemented",
      "a + fill(0) 1": "1:1: parse error: filling in missing series only allowed between instant vectors",
      "a and fill(0) b": "1:1: parse error: filling in missing series not allowed for set operators",
      "info(a, b{c='d'})": "1:9: parse error: expected label selectors only, got vector selector instead",
      "info(a, ({c='d'}))": "1:9: parse error: expected label selectors only",
      "info({}, {})": "1:6: parse error: vector selector must contain at least one non-empty matcher",
      "info(a, 1)": '1:1: parse error: expected type instant vector in call to function "info", got scalar',
    };
    const options = {
      experimentalFunctions: true,
      experimentalDurations: true,
      experimentalRangeSelectors: true,
      experimentalFill: true,
    };
    for (const [text, message] of Object.entries(refused)) {
      assert.throws(() => parse(text, options), { message }, text);
    }
  });

  it("leaves its words to be names", () => {
    for (const word of ["fill", "fill_left", "anchored", "smoothed", "step", "range", "min_of", "limitk"]) {
      assert.doesNotThrow(() => parse(`${word} + sum by (${word}) (${word}{${word}="1"})`), word);
    }
  });
});
