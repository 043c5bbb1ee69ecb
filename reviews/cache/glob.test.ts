import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matchesGlob, redisGlob } from "./glob.ts";

const letters = (chars: string) => fc.string({ unit: fc.constantFrom(...chars), maxLength: 8 });

test("a pattern matches what the regular expression matches that says the same", () => {
  const property = fc.property(letters("ab*?.["), letters("ab.["), (pattern, text) => {
    const parts = Array.from(pattern, (char) =>
      char === "*" ? "[^]*" : char === "?" ? "[^]" : RegExp.escape(char),
    );
    assert.equal(matchesGlob(pattern, text), new RegExp(`^${parts.join("")}$`).test(text));
  });
  fc.assert(property, { numRuns: 1000 });
});

test("a pattern of many stars takes no time to speak of", () => {
  assert.equal(matchesGlob(`${"a*".repeat(50)}b`, "a".repeat(10_000)), false);
});

test("what only Redis takes for a wildcard is escaped for it", () => {
  assert.equal(redisGlob("a*[b]?^\\"), "a*\\[b\\]?\\^\\\\");
});
