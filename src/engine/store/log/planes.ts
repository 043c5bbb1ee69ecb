/** Writes the lowest `width` bytes of numbers: all lowest ones first, then the next. @returns Where they end. */
export function splitPlanes(
  numbers: Uint32Array,
  count: number,
  width: number,
  out: Uint8Array,
  at: number,
): number {
  let end = at;
  for (let plane = 0; plane < width; plane++) {
    const shift = 8 * plane;
    for (let i = 0; i < count; i++) out[end + i] = numbers[i]! >>> shift;
    end += count;
  }
  return end;
}

/** Reads what `splitPlanes` wrote. */
export function joinPlanes(bytes: Uint8Array, at: number, count: number, width: number): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let plane = 0; plane < width; plane++) {
    const begin = at + plane * count;
    const shift = 8 * plane;
    for (let i = 0; i < count; i++) numbers[i]! |= bytes[begin + i]! << shift;
  }
  return numbers;
}
