/*
 * At which ticks a series was there: a bit for each tick of a window, in words of 32. Those of a window begin at the
 * word `base`.
 */

/** The first position from `from` on at which it was there; `to` where there is none before that. */
export function nextPresent(words: Uint32Array, base: number, from: number, to: number): number {
  return nextSet(words, base, from, to, 0);
}

/** The first position from `from` on at which it was not there; `to` where there is none before that. */
export function nextAbsent(words: Uint32Array, base: number, from: number, to: number): number {
  return nextSet(words, base, from, to, -1);
}

/** At how many positions before `to` it was there. */
export function countBefore(words: Uint32Array, base: number, to: number): number {
  let count = 0;
  for (let position = 0; position < to; position += 32) {
    const word = words[base + (position >> 5)]!;
    count += bitsIn(to - position < 32 ? word & ((1 << (to - position)) - 1) : word);
  }
  return count;
}

function nextSet(words: Uint32Array, base: number, from: number, to: number, flipped: 0 | -1): number {
  for (let position = from; position < to; position = (position | 31) + 1) {
    const word = (words[base + (position >> 5)]! ^ flipped) >>> (position & 31);
    if (word !== 0) return Math.min(to, position + 31 - Math.clz32(word & -word));
  }
  return to;
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
