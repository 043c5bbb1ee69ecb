/**
 * How versions of Prometheus and of clients write a bucket's bound in `le`: a whole number with and without `.0`, or an
 * exponent. Prometheus 3 writes the last of them, whatever it was given (scrape.go, formatOpenMetricsFloat).
 */
export function boundSpellings(bound: number): readonly string[] {
  if (!Number.isFinite(bound)) return ["+Inf"];
  const [mantissa, exponent] = bound.toExponential().split("e") as [string, string];
  const go = `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  const isShort = bound !== 0 && (Math.abs(bound) < 1e-4 || Math.abs(bound) >= 1e6);
  const plain = Number.isInteger(bound) ? [String(bound), `${bound}.0`] : [String(bound)];
  return [...new Set([...plain, ...(isShort ? [go] : [])])];
}

/** A regular expression of buckets' bounds, however they are written: `1|1\.0`. */
export function boundPattern(bounds: readonly number[]): string {
  return bounds
    .flatMap(boundSpellings)
    .map((text) => text.replace(/[.+]/g, "\\$&"))
    .join("|");
}
