import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AlertMatcher } from "../../model/index.ts";
import { matcherText, readMatcher } from "./matcher-text.ts";

test("a matcher is read with quotes and without, as a shell leaves it", () => {
  const table: Readonly<Record<string, readonly [string, string, string]>> = {
    'severity="critical"': ["severity", "=", "critical"],
    "severity=critical": ["severity", "=", "critical"],
    ' severity =~ "warn.*" ': ["severity", "=~", "warn.*"],
    "team!~a|b c": ["team", "!~", "a|b c"],
    "team!=": ["team", "!=", ""],
    'path="a\\"b\\\\c\\nd"': ["path", "=", 'a"b\\c\nd'],
    '"a.b"="c"': ["a.b", "=", "c"],
    "path=a=b": ["path", "=", "a=b"],
    "pattern=~\\d+": ["pattern", "=~", "\\d+"],
  };
  for (const [text, [label, operator, value]] of Object.entries(table))
    assert.deepEqual(readMatcher(text), { label, operator, value }, text);
});

test("what is no matcher is refused with how one is written", () => {
  for (const text of [
    "",
    "severity",
    "=a",
    '""=a',
    "a==b",
    'a="b',
    'a=b"c',
    'a="b"c',
    "a-b=c",
    "1a=b",
    "a=~~b",
  ])
    assert.throws(
      () => readMatcher(text),
      { code: "FAROL_MATCHER", message: /Write it like severity=/ },
      text,
    );
});

test("whatever a matcher says, its text says the same", () => {
  const label = fc.oneof(fc.constantFrom("severity", "_a1"), fc.string({ minLength: 1 }));
  const operator = fc.constantFrom<AlertMatcher["operator"][]>("=", "!=", "=~", "!~");
  const property = fc.property(label, operator, fc.string({ unit: "binary" }), (label, operator, value) =>
    assert.deepEqual(readMatcher(matcherText({ label, operator, value })), { label, operator, value }),
  );
  fc.assert(property);
});
