import { type MetricDeclaration, unboundedLabel } from "../../../model/index.ts";

/**
 * How many combinations the values of a metric's labels have: of closed sets only, or of those too whose values are known
 * though their series begin later.
 */
export function combinations({ labels, knownValues }: MetricDeclaration, of: "closed" | "known"): number {
  const sizes = Object.entries(labels).map(([label, domain]) => {
    if (domain !== unboundedLabel) return domain.length;
    return of === "known" ? (knownValues?.[label]?.length ?? 1) : 1;
  });
  return sizes.reduce((product, size) => product * size, 1);
}

/** The labels of which no values are known. */
export function unknownLabels({ labels, knownValues }: MetricDeclaration): string[] {
  return Object.keys(labels).filter((label) => labels[label] === unboundedLabel && !knownValues?.[label]);
}
