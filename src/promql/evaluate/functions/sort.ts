import { type Row, type VectorValue, vectorOf } from "../value.ts";

/** By their numbers, NaN last. */
export function sorted({ rows }: VectorValue, direction: 1 | -1): VectorValue {
  return vectorOf(
    rows.toSorted((x, y) => {
      const [a, b] = [x.values[0]!, y.values[0]!];
      if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
      return a === b ? 0 : direction * (a - b);
    }),
  );
}

/** By some labels, numbers in them by their size; then by all, so that there is one order only. */
export function sortedByLabels(
  { rows }: VectorValue,
  labels: readonly string[],
  direction: 1 | -1,
): VectorValue {
  return vectorOf(rows.toSorted((a, b) => direction * compared(a, b, labels)));
}

function compared(a: Row, b: Row, labels: readonly string[]): number {
  const all = [...labels, ...[...new Set([...Object.keys(a.metric), ...Object.keys(b.metric)])].sort()];
  for (const label of all) {
    const difference = naturally(a.metric[label] ?? "", b.metric[label] ?? "");
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `2` before `10`. */
function naturally(a: string, b: string): number {
  const [partsOfA, partsOfB] = [partsOf(a), partsOf(b)];
  for (const [i, part] of partsOfA.entries()) {
    const other = partsOfB[i];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (/^\d/.test(part) && /^\d/.test(other) && Number(part) !== Number(other))
      return Number(part) - Number(other);
    return part < other ? -1 : 1;
  }
  return partsOfA.length - partsOfB.length;
}

/** Numbers, and what stands between them. */
function partsOf(text: string): readonly string[] {
  return text.match(/\d+|\D+/g) ?? [];
}
