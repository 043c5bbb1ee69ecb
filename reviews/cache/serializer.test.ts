import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { deserialize, serialize } from "./serializer.ts";
import { roughBytes } from "./size.ts";

const key = fc.oneof(fc.string(), fc.constant("$cache"));
const { value } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noDefaultInfinity: false }).map((it) => it + 0),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt(),
    fc.date({ noInvalidDate: false }),
  ),
  value: fc.oneof(
    { maxDepth: 3 },
    tie("leaf"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie("value")), { maxLength: 3 }).map((entries) => new Map(entries)),
    fc.array(tie("leaf"), { maxLength: 3 }).map((items) => new Set(items)),
  ),
}));

test("what is written comes back as it was: dates, bigints, maps, sets, infinities, and what looks like our own marks", () => {
  fc.assert(fc.property(value, (it) => assert.deepEqual(deserialize(serialize(it)), it)));
});

test("a text that is not ours is refused", () => {
  assert.throws(() => deserialize("{"), SyntaxError);
});

test("a value is counted as at least the text that it holds, and any value as something", () => {
  fc.assert(
    fc.property(fc.string(), value, (text, it) => {
      assert.ok(roughBytes({ it, text }) > roughBytes({ it }) + text.length);
      assert.ok(roughBytes(it) > 0);
    }),
  );
});
