/** Functions that make another number of each. */
export const MATH: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  deg: (value) => (value * 180) / Math.PI,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  rad: (value) => (value * Math.PI) / 180,
  sgn: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

/** Between two bounds; with one that is NaN there is no telling, but for what is infinite already. */
export function clamp(value: number, min: number, max: number): number {
  return larger(min, smaller(max, value));
}

/** Go's maximum: nothing is greater than infinity, not even NaN. */
export function larger(a: number, b: number): number {
  return a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY
    ? Number.POSITIVE_INFINITY
    : Math.max(a, b);
}

/** Go's minimum: nothing is less than minus infinity, not even NaN. */
export function smaller(a: number, b: number): number {
  return -larger(-a, -b);
}

/** To the nearest multiple, halves up. */
export function roundTo(value: number, multiple: number): number {
  // dividing by the inverse keeps more precision than multiplying
  const inverse = 1 / multiple;
  return Math.floor(value * inverse + 0.5) / inverse;
}
