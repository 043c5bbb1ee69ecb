/** What a label lookup takes: values by label name. Not narrower, since callers without types exist. */
export type RawLabels = Readonly<Record<string, string>>;

/** Finds a series by its labels, or undefined. */
export type Find<S> = (labels: RawLabels) => S | undefined;

/** Where the one series of a metric without labels is planted. */
const UNLABELED = "";

/** Maps within maps, one level a label: the last level holds what was sought. */
export type Tree = Map<string, unknown>;

/**
 * Makes the lookup of one metric.
 *
 * A loop over label names reads properties by a varying key, which costs V8 about 5 ns a label more than a property
 * named in the source. So the lookup is compiled once a metric, as `tree.get(l.method).get(l.endpoint)…`; the names are
 * checked to be identifiers (LABEL_NAME) before they come here. Where the process forbids code generation
 * (`--disallow-code-generation-from-strings`) the loop does it.
 */
export function finderOf<S>(tree: Tree, labels: readonly string[]): Find<S> {
  if (labels.length === 0) return () => tree.get(UNLABELED) as S | undefined;
  try {
    return compiled(tree, labels);
  } catch {
    return looped(tree, labels);
  }
}

function compiled<S>(tree: Tree, labels: readonly string[]): Find<S> {
  const steps = labels.map((label) => `at = at.get(l.${label}); if (at === undefined) return undefined;`);
  return new Function("tree", `return (l) => { let at = tree; ${steps.join(" ")} return at; }`)(tree);
}

/** The same without code generation. */
export function looped<S>(tree: Tree, labels: readonly string[]): Find<S> {
  return (values) => {
    let at: unknown = tree;
    for (const label of labels) {
      at = (at as Tree).get(values[label] as string);
      if (at === undefined) return undefined;
    }
    return at as S;
  };
}

/** Puts a series where its values lead. */
export function plant<S>(tree: Tree, values: readonly string[], series: S): void {
  let at = tree;
  for (const value of values.slice(0, -1)) {
    if (!at.has(value)) at.set(value, new Map());
    at = at.get(value) as Tree;
  }
  at.set(values.at(-1) ?? UNLABELED, series);
}

/** Takes the series away that its values lead to, and the levels that are empty then. */
export function uproot(tree: Tree, values: readonly string[]): void {
  const [value = UNLABELED, ...rest] = values;
  const below = tree.get(value);
  if (rest.length > 0 && below instanceof Map) {
    uproot(below, rest);
    if (below.size > 0) return;
  }
  tree.delete(value);
}
