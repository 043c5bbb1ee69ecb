/**
 * A number as Go's `strconv.FormatFloat(value, 'g', -1, 64)` writes it. Prometheus and its clients write the label
 * `le` so, and as a label is text, a bound that is written otherwise is another series.
 */
export function goFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const [digits, power] = value.toExponential().split("e") as [string, string];
  const exponent = Number(power);
  // strconv/ftoa.go: the shortest form has an exponent below 1e-04 and from 1e+06 on; JavaScript only far beyond.
  if (exponent >= -4 && exponent < 6) return String(value);
  const sign = exponent < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
