import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defineMonitoring, type Monitoring } from "../../define/index.ts";
import { defineStack } from "../stack.ts";
import { type Example, readExamples } from "./examples.fixture.ts";
import { CHECKS, checkMonitoring } from "./index.ts";
import { post } from "./post.fixture.ts";

const examples = await readExamples();

/** Notes of other checks apart: what is worth knowing of an example is beside its point. */
function codes({ check, findings }: Example, monitoring: Monitoring): string[] {
  const counted = findings(monitoring).filter(({ level, code }) => level !== "note" || code === check.code);
  return [...new Set(counted.map(({ code }) => code))];
}

describe("each check", () => {
  it("has an example and a code of its own", () => {
    assert.deepEqual(
      examples.map(({ check }) => check.code),
      CHECKS.map(({ code }) => code),
    );
    assert.equal(new Set(CHECKS.map(({ code }) => code)).size, CHECKS.length);
  });

  for (const { code, title, why } of CHECKS) {
    it(`${code} has a heading and says why`, () => {
      assert.match(title, /^[A-Z`].*[^.]$/);
      assert.match(why, /\.$/);
    });
  }
});

for (const example of examples) {
  it(`${example.check.code} is found where it is, and nothing where it is not`, () => {
    for (const one of example.fails) assert.deepEqual(codes(example, one), [example.check.code]);
    for (const one of example.passes) assert.deepEqual(codes(example, one), []);
  });
}

it("nothing is found in a definition that is right, nor in one that says nothing", () => {
  for (const one of [post(), defineMonitoring({ service: "post" })])
    assert.deepEqual(checkMonitoring(one, defineStack()), []);
});
