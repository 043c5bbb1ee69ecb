import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { labelsKey } from "./labels.ts";

const labels = fc.dictionary(fc.string(), fc.string());

test("a key does not depend on the order in which labels were written", () => {
  assert.equal(labelsKey("m", { a: "1", b: "2" }), labelsKey("m", { b: "2", a: "1" }));
});

test("different label sets have different keys", () => {
  fc.assert(
    fc.property(labels, labels, (a, b) => {
      const canonical = (it: Record<string, string>) => JSON.stringify(Object.entries(it).sort());
      assert.equal(labelsKey("m", a) === labelsKey("m", b), canonical(a) === canonical(b));
    }),
  );
});
