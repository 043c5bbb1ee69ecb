import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { RE2JS } from "re2js";
import { regexFault, regexPredicate, regexValues } from "./regex.ts";
import { regexSize } from "./regex-size.ts";
import { shapesOf } from "./shape.ts";

const part = fc.constantFrom(
  "a",
  "b",
  "/",
  "\\.",
  "\\|",
  ".",
  ".*",
  ".+",
  "|",
  "(",
  ")",
  "(?:",
  "x{2}",
  "\n",
  "ä",
  "😀",
  "[ab]",
);
const pattern = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
const value = fc.array(fc.constantFrom("a", "b", "/", ".", "|", "x", "\n", "ä", "😀"), { maxLength: 6 });

/** What the engine says of a pattern that Prometheus would have given it. */
function engine(source: string, semantics: "v2" | "v3"): RE2JS | undefined {
  try {
    return semantics === "v2" ? RE2JS.compile(`^(?:${source})$`) : RE2JS.compile(source, RE2JS.DOTALL);
  } catch {
    return undefined;
  }
}

for (const semantics of ["v2", "v3"] as const) {
  it(`a regular expression matches in ${semantics} what the engine matches, whatever its shape`, () => {
    fc.assert(
      fc.property(pattern, fc.array(value, { maxLength: 10 }), (source, values) => {
        const truth = engine(source, semantics);
        assert.equal(regexFault(source, semantics) === undefined, truth !== undefined, source);
        if (truth === undefined) return;
        const matches = regexPredicate(source, semantics);
        const listed = regexValues(source);
        for (const it of listed ?? []) assert.equal(truth.testExact(it), true);
        for (const it of values.map((chars) => chars.join("")))
          assert.deepEqual([matches(it), listed?.includes(it)], [truth.testExact(it), listed && matches(it)]);
      }),
      { numRuns: 2000 },
    );
  });
}

describe("a regular expression", () => {
  it("matches the whole value", () => {
    assert.equal(regexPredicate("5..", "v3")("500"), true);
    assert.equal(regexPredicate("5..", "v3")("x500"), false);
    assert.equal(regexPredicate("a|b", "v3")("ab"), false);
  });

  it("matches line breaks with a dot in 3.x only", () => {
    assert.equal(regexPredicate("a.b", "v3")("a\nb"), true);
    assert.equal(regexPredicate("a.b", "v2")("a\nb"), false);
    assert.equal(regexPredicate("a.*", "v2")("a\nb"), false);
  });

  it("takes a character beyond the basic plane as one", () => {
    for (const source of [".+.+", "..", ".+x?.+"])
      assert.equal(regexPredicate(source, "v3")("😀"), false, source);
    assert.equal(regexPredicate(".+.+", "v3")("😀😀"), true);
  });

  it("needs no engine where it lists, begins or ends", () => {
    for (const source of [
      "GET",
      "GET|POST",
      "(GET|POST)",
      "(?:a\\.b|c)",
      "/api/.*",
      ".*-canary",
      ".+",
      ".*x.*",
      "a|/b.*",
      "",
    ]) {
      assert.notEqual(shapesOf(source), undefined, source);
    }
    for (const source of ["5..", "a+", "[ab]", "(a)(b)", "(?i)a", "a.*b", "\\d", "a\\.*", ".+.+"]) {
      assert.equal(shapesOf(source), undefined, source);
    }
  });

  it("is as large as it is once its repetitions are written out", () => {
    const sizes = {
      abc: 3,
      "a{5}": 5,
      "a{2,7}": 7,
      "a{3,}": 3,
      "(ab){10}": 30,
      "((a{10}){10}){10}": 1110,
      "[a-z]{4}": 4,
    };
    for (const [source, size] of Object.entries(sizes)) assert.equal(regexSize(source), size, source);
    assert.equal(regexFault("a{1001}", "v3"), "error parsing regexp: invalid repeat count: `{1001}`");
    assert.equal(regexFault("(a{40}){40}", "v3"), "error parsing regexp: invalid repeat count: `{40}`");
    assert.equal(regexFault("a{1000}".repeat(11), "v3"), "error parsing regexp: expression too large");
  });
});
