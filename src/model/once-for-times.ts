/** Finds something out of times once for series one after the other that were sampled together: those have one array of them. */
export function onceForTimes<T>(find: (timestampsMs: Float64Array) => T): (timestampsMs: Float64Array) => T {
  let known: { readonly timestampsMs: Float64Array; readonly found: T } | undefined;
  return (timestampsMs) => {
    if (known?.timestampsMs !== timestampsMs) known = { timestampsMs, found: find(timestampsMs) };
    return known.found;
  };
}
