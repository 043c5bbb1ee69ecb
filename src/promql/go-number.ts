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
  const [mantissa, exponent] = String(Math.abs(value)).split("e") as [string, string?];
  const digits = exponent === undefined ? mantissa : placePoint(mantissa, Number(exponent) + 1);
  return `${sign(value)}${digits}`;
}

/** `%v`: with an exponent of at least two digits below 1e-4 and from 1e6. */
export function goShort(value: number): string {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value) || magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e6))
    return goPlain(value);
  const [mantissa, exponent] = magnitude.toExponential().split("e") as [string, string];
  return `${sign(value)}${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/** Numbers with an exponent in JavaScript have their point before or behind all digits. */
function placePoint(mantissa: string, point: number): string {
  const digits = mantissa.replace(".", "");
  return point <= 0 ? `0.${"0".repeat(-point)}${digits}` : digits.padEnd(point, "0");
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
