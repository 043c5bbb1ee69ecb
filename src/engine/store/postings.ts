import type { Labels, Matcher } from "../../model/index.ts";

/** What can be found by its labels. */
export interface Posted {
  readonly id: number;
  readonly name: string;
  readonly labels: Labels;
}

/** Which series have which value of which label, so that a selection walks only those that one of its matchers allows. */
export class Postings<S extends Posted> {
  /** Each list is in the order of creation. */
  readonly #byLabel = new Map<string, Map<string, S[]>>();
  #all: S[] = [];

  /** Adds one whose id is higher than all before. */
  add(series: S): void {
    this.#all.push(series);
    for (const [label, value] of pairsOf(series)) {
      const byValue = this.#byLabel.get(label) ?? new Map<string, S[]>();
      this.#byLabel.set(label, byValue);
      const list = byValue.get(value);
      if (list === undefined) byValue.set(value, [series]);
      else list.push(series);
    }
  }

  /** Removes some. Whoever walks a list goes on with the list as it was. */
  remove(removed: ReadonlySet<S>): void {
    this.#all = this.#all.filter((series) => !removed.has(series));
    const touched = new Set([...removed].flatMap((series) => pairsOf(series).map((pair) => pair.join("\0"))));
    for (const pair of touched) {
      const cut = pair.indexOf("\0");
      this.#removeFrom(pair.slice(0, cut), pair.slice(cut + 1), removed);
    }
  }

  /** The values that a label has, `__name__` among labels; in no order. */
  valuesOf(label: string): Iterable<string> {
    return this.#byLabel.get(label)?.keys() ?? [];
  }

  /** Those that satisfy every matcher, in the order of their creation. An absent label has the value "". */
  *select(matchers: readonly Matcher[]): Iterable<S> {
    const { list, by } = this.#narrowest(matchers);
    const others = matchers.filter((matcher) => matcher !== by).map(remembering);
    for (const series of list) {
      if (others.every((matcher) => matcher.matches(labelValue(series, matcher.label)))) yield series;
    }
  }

  /** The shortest list that has all that match, and the matcher that alone decides who is in it. */
  #narrowest(matchers: readonly Matcher[]): { readonly list: readonly S[]; readonly by?: Matcher } {
    let best: { readonly lists: readonly S[][]; readonly size: number; readonly by: Matcher } | undefined;
    for (const by of matchers) {
      const lists = this.#listsOf(by);
      const size = lists?.reduce((sum, { length }) => sum + length, 0) ?? Infinity;
      if (lists !== undefined && size < (best?.size ?? Infinity)) best = { lists, size, by };
    }
    if (best === undefined) return { list: this.#all };
    const { lists, by } = best;
    return { list: lists.length === 1 ? lists[0]! : lists.flat().sort((a, b) => a.id - b.id), by };
  }

  /** Undefined where a matcher does not say what it matches, or matches series without the label. */
  #listsOf({ label, values }: Matcher): readonly S[][] | undefined {
    if (values === undefined || values.includes("")) return undefined;
    const byValue = this.#byLabel.get(label);
    return [...new Set(values)].flatMap((value) => {
      const list = byValue?.get(value);
      return list === undefined ? [] : [list];
    });
  }

  #removeFrom(label: string, value: string, removed: ReadonlySet<S>): void {
    const byValue = this.#byLabel.get(label)!;
    const kept = byValue.get(value)!.filter((series) => !removed.has(series));
    if (kept.length > 0) byValue.set(value, kept);
    else byValue.delete(value);
    if (byValue.size === 0) this.#byLabel.delete(label);
  }
}

/** A label with the value "" is as one that is not there. */
function pairsOf({ name, labels }: Posted): (readonly [label: string, value: string])[] {
  return [["__name__", name] as const, ...Object.entries(labels).filter(([, value]) => value !== "")];
}

function labelValue({ name, labels }: Posted, label: string): string {
  return label === "__name__" ? name : (labels[label] ?? "");
}

/** A matcher that asks about each value once: many series share few values. */
function remembering(matcher: Matcher): Matcher {
  if (matcher.values !== undefined) return matcher;
  const known = new Map<string, boolean>();
  const matches = (value: string) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const isMatch = matcher.matches(value);
    known.set(value, isMatch);
    return isMatch;
  };
  return { label: matcher.label, matches };
}
