/** The name that needs the fewest changes to become `wanted`; undefined when all are too far off to be meant. */
export function nearestName(wanted: string, names: Iterable<string>): string | undefined {
  // Longer texts are no misspelling, and the distance takes time that grows with both lengths.
  if (wanted.length > 200) return undefined;
  let nearest: { name: string; distance: number } | undefined;
  for (const name of names) {
    const distance = editDistance(wanted, name);
    if (nearest === undefined || distance < nearest.distance) nearest = { name, distance };
  }
  return nearest !== undefined && nearest.distance <= nearest.name.length / 2 ? nearest.name : undefined;
}

/** Levenshtein's distance: insertions, deletions and replacements of one character. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
