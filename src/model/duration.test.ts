import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDuration } from "./duration.ts";

test("a duration is read as Prometheus reads it", () => {
  const known = {
    "15s": 15_000,
    "1h30m": 5_400_000,
    "500ms": 500,
    "1d": 86_400_000,
    "2w": 1_209_600_000,
    "1m500ms": 60_500,
  };
  for (const [text, ms] of Object.entries(known)) assert.equal(parseDuration(text), ms, text);
});

test("what is not a duration is refused with what was found", () => {
  for (const text of ["", "15", "1.5s", "30m1h", "-1s", "1s1s", " 1s"]) {
    assert.throws(
      () => parseDuration(text),
      { code: "FAROL_DURATION", message: new RegExp(`"${text}"`) },
      text,
    );
  }
});
