import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { frame, isOtherVersion, pieces } from "./frame.ts";

const payloads = fc.array(fc.uint8Array({ maxLength: 30 }), { minLength: 1, maxLength: 6 });
const file = (parts: readonly Uint8Array[]) => Buffer.concat(parts.map(frame));

function whole(bytes: Buffer): string[] {
  return [...pieces(bytes)].flatMap((piece) => {
    return piece.kind === "frame" ? [Buffer.from(piece.payload).toString("hex")] : [];
  });
}

test("a file that is cut anywhere still has each frame that lies before the cut", () => {
  fc.assert(
    fc.property(payloads, (parts) => {
      const bytes = file(parts);
      for (let cut = 0; cut <= bytes.length; cut++) {
        let end = 0;
        const kept = parts.filter((part) => {
          end += frame(part).length;
          return end <= cut;
        });
        assert.deepEqual(
          whole(bytes.subarray(0, cut)),
          kept.map((part) => Buffer.from(part).toString("hex")),
        );
      }
    }),
    { numRuns: 30 },
  );
});

test("a changed byte costs the frame that it is in and no other, and is said to be damage", () => {
  fc.assert(
    fc.property(payloads, fc.nat(), fc.integer({ min: 1, max: 255 }), (parts, at, change) => {
      const bytes = file([...parts, Uint8Array.of(1)]);
      const lengths = parts.map((part) => frame(part).length);
      const place = at % (bytes.length - frame(Uint8Array.of(1)).length);
      bytes[place]! ^= change;
      const hit = lengths.findIndex(
        (_, i) => place < lengths.slice(0, i + 1).reduce((sum, one) => sum + one, 0),
      );
      const kept = [...parts.filter((_, i) => i !== hit), Uint8Array.of(1)];
      assert.deepEqual(
        whole(bytes),
        kept.map((part) => Buffer.from(part).toString("hex")),
      );
      assert.equal([...pieces(bytes)].filter(({ kind }) => kind === "damage").length, 1);
    }),
    { numRuns: 300 },
  );
});

test("bytes at the end that are no frame are where the file is torn", () => {
  const bytes = Buffer.concat([frame(Uint8Array.of(1, 2)), frame(Uint8Array.of(3)).subarray(0, 5)]);
  assert.deepEqual([...pieces(bytes)].at(-1), { kind: "torn", at: 14, bytes: 5 });
});

test("a file of another version is known as one", () => {
  assert.equal(isOtherVersion(Buffer.from("FTL2 whatever it is")), true);
  assert.equal(isOtherVersion(file([Uint8Array.of(1)])), false);
  assert.equal(isOtherVersion(Buffer.from("something else")), false);
});
