/** The lists as one: the first of each, then the second of each, so that a long one leaves the others room. */
export function byTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => (turn < list.length ? [list[turn]!] : [])),
  ).flat();
}
