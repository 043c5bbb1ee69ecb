/** How Go writes numbers: `%f`, `%v`, and `strconv.FormatFloat` with the shortest digits that say the same. */

/** `%.<digits>f`. JavaScript's own `toFixed` gives up at 1e21. */
export function goFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return special(value);
  if (Math.abs(value) < 1e21) return `${isNegativeZero(value) ? "-" : ""}${value.toFixed(digits)}`;
  return `${BigInt(value)}.${"0".repeat(digits)}`;
}

/** `FormatFloat(value, 'f', -1, 64)`: never with an exponent. */
export function goPlain(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  const [mantissa, exponent] = Math.abs(value).toExponential().split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const point = Number(exponent) + 1;
  return `${sign(value)}${placePoint(digits, point)}`;
}

/** `%v`: with an exponent of at least two digits below 1e-4 and from 1e6. */
export function goShort(value: number): string {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value) || magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e6))
    return goPlain(value);
  const [mantissa, exponent] = magnitude.toExponential().split("e") as [string, string];
  return `${sign(value)}${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

function placePoint(digits: string, point: number): string {
  if (point <= 0) return digits === "0" ? "0" : `0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, "0");
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function special(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
}

function sign(value: number): string {
  return value < 0 || isNegativeZero(value) ? "-" : "";
}

function isNegativeZero(value: number): boolean {
  return Object.is(value, -0);
}
