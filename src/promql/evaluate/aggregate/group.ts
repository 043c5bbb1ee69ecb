import type { Labels } from "../../../model/index.ts";
import type { Aggregation } from "../../ast.ts";
import { metricKey, only, without, withoutName } from "../value.ts";

/** What labels' values lead to, one after the other. */
type Tree<T> = Map<string, Tree<T> | T>;

/** What is kept of each group of series that are aggregated together. */
export class Groups<T> {
  readonly #node: Aggregation;
  readonly #begin: (metric: Labels) => T;
  /** The labels that a group is told by; undefined where they are all but some. */
  readonly #names: readonly string[] | undefined;
  readonly #root: Tree<T> = new Map();
  /** In the order in which they were found. */
  readonly all: T[] = [];

  /** @param begin Makes what is kept of a group, for what its series have in common */
  constructor(node: Aggregation, begin: (metric: Labels) => T) {
    this.#node = node;
    this.#begin = begin;
    this.#names = node.without ? undefined : [...new Set(node.labels)];
  }

  /** The group that a series is of. */
  of(metric: Labels): T {
    if (this.#names !== undefined) return this.#byLabels(metric, this.#names);
    const common = groupMetric(metric, this.#node);
    return this.#at(this.#root, metricKey(common), () => common);
  }

  /** Few labels are looked up faster one by one than as one text. */
  #byLabels(metric: Labels, names: readonly string[]): T {
    let tree = this.#root;
    const last = names.length - 1;
    for (let i = 0; i < last; i++) {
      const value = metric[names[i]!] ?? "";
      const below = (tree.get(value) as Tree<T> | undefined) ?? new Map();
      tree.set(value, below);
      tree = below;
    }
    const value = last < 0 ? "" : (metric[names[last]!] ?? "");
    return this.#at(tree, value, () => only(metric, names));
  }

  #at(tree: Tree<T>, value: string, common: () => Labels): T {
    const known = tree.get(value) as T | undefined;
    if (known !== undefined) return known;
    const group = this.#begin(common());
    this.all.push(group);
    tree.set(value, group);
    return group;
  }
}

export function groupMetric(metric: Labels, { without: isWithout, labels }: Aggregation): Labels {
  return isWithout ? without(withoutName(metric), labels) : only(metric, labels);
}
