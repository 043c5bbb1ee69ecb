/** Finds something out once for calls that follow each other with the same object, as series have that were sampled together. */
export function onceForSame<K extends object, T>(find: (key: K) => T): (key: K) => T {
  let known: { readonly key: K; readonly found: T } | undefined;
  return (key) => {
    if (known?.key !== key) known = { key, found: find(key) };
    return known.found;
  };
}
