import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { countBefore, nextAbsent, nextPresent } from "./presence.ts";

const WORDS = 4;
const BASE = 3;
const TICKS = 32 * WORDS;
const WORD = fc.oneof(fc.constantFrom(0, 0xffff_ffff, 1, 0x8000_0000), fc.nat(0xffff_ffff));
const PRESENCE = fc.array(WORD, { minLength: WORDS, maxLength: WORDS });
const POSITION = fc.nat(TICKS);

describe("the bits of a window's ticks", () => {
  it("are looked through a word at a time, with the answers of a look at each", () => {
    fc.assert(
      fc.property(PRESENCE, POSITION, POSITION, (present, from, to) => {
        // neighbors, of which nothing may be read
        const words = Uint32Array.from([0xffff_ffff, 0, 0xffff_ffff, ...present, 0xffff_ffff]);
        const has = Array.from({ length: TICKS }, (_, i) => ((present[i >> 5]! >>> (i & 31)) & 1) === 1);
        const next = (value: boolean) => {
          const at = has.indexOf(value, from);
          return from >= to ? to : at < 0 ? to : Math.min(at, to);
        };
        assert.equal(nextPresent(words, BASE, from, to), next(true));
        assert.equal(nextAbsent(words, BASE, from, to), next(false));
        assert.equal(countBefore(words, BASE, to), has.slice(0, to).filter(Boolean).length);
      }),
      { numRuns: 2000 },
    );
  });
});
