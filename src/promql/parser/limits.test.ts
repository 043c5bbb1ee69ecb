import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EVERYTHING_EXPERIMENTAL } from "../options.ts";
import { parse } from "./parse.ts";

describe("the limits", () => {
  it("end a hostile expression early", () => {
    const many = 100_000;
    const refused = {
      [`${"(".repeat(many)}a${")".repeat(many)}`]: /1:251: .*nested more than 250 levels deep/,
      [`${"-".repeat(many)}a`]: /nested more than 250/,
      [`a${" ^ a".repeat(many / 2)}`]: /nested more than 250/,
      [`a${" + a".repeat(many / 2)}`]: /more than 500 levels deep/,
      [`a[1${"+1".repeat(many)}]`]: /more than 500 levels deep/,
      [`a[${"(".repeat(many)}1]`]: /nested more than 250/,
      ["a".repeat(300_000)]: /longer than 262144 characters/,
      [`a{b=~"${"c{1000}".repeat(500)}"}`]: /expression too large/,
      [`a{${'b=~"c{1000}",'.repeat(51)}}`]: /too large together/,
    };
    for (const [text, message] of Object.entries(refused)) {
      assert.throws(() => parse(text, EVERYTHING_EXPERIMENTAL), { name: "PromqlError", message });
    }
  });

  it("leave room for what people write", () => {
    assert.doesNotThrow(() => parse(`${"(".repeat(249)}a${")".repeat(249)}`));
    assert.doesNotThrow(() => parse(`a${" or a".repeat(499)}`));
    assert.doesNotThrow(() => parse(`a{b=~"${"some-instance:9090|".repeat(5000)}x"}`));
  });
});
