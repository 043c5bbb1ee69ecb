/** The first of a list in words, so that a list of hundreds stays one line: `a, b, c, and 7 more`. */
export function listed(all: readonly string[]): string {
  const [some, more] = [all.slice(0, 10), all.length - 10];
  return [...some, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

/** `the labels kind, office`, or that there are none. */
export function labelsListed(labels: Iterable<string>): string {
  const all = [...labels];
  return all.length === 0 ? "no labels" : `the labels ${listed(all)}`;
}
