import type { Labels } from "../../../model/index.ts";
import type { Aggregation } from "../../ast.ts";
import { metricKey, only, type Row, without, withoutName } from "../value.ts";

/** The series that are aggregated together. */
export interface Group {
  readonly metric: Labels;
  readonly rows: readonly Row[];
}

export function groupsOf(rows: readonly Row[], node: Aggregation): readonly Group[] {
  return node.without ? groupedWithout(rows, node) : groupedBy(rows, node.labels);
}

export function groupMetric(metric: Labels, { without: isWithout, labels }: Aggregation): Labels {
  return isWithout ? without(withoutName(metric), labels) : only(metric, labels);
}

function groupedWithout(rows: readonly Row[], node: Aggregation): readonly Group[] {
  const groups = new Map<string, Growing>();
  for (const row of rows) {
    const metric = groupMetric(row.metric, node);
    const key = metricKey(metric);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { metric, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()];
}

/** A group that rows are still found for. */
interface Growing extends Group {
  readonly rows: Row[];
}

/** What some labels' values lead to, one after the other. */
type Tree = Map<string, Tree | Growing>;

/** Few labels are looked up faster one by one than as one text. */
function groupedBy(rows: readonly Row[], labels: readonly string[]): readonly Group[] {
  const groups: Growing[] = [];
  const names = [...new Set(labels)];
  const root: Tree = new Map();
  const begin = (metric: Labels) => {
    const group = { metric: only(metric, names), rows: [] };
    groups.push(group);
    return group;
  };
  for (const row of rows) groupOf(row.metric, names, root, begin).rows.push(row);
  return groups;
}

function groupOf(
  metric: Labels,
  names: readonly string[],
  root: Tree,
  begin: (metric: Labels) => Growing,
): Growing {
  let tree = root;
  const last = names.length - 1;
  for (let i = 0; i < last; i++) {
    const value = metric[names[i]!] ?? "";
    const below = (tree.get(value) as Tree | undefined) ?? new Map();
    tree.set(value, below);
    tree = below;
  }
  const value = last < 0 ? "" : (metric[names[last]!] ?? "");
  const known = tree.get(value) as Growing | undefined;
  if (known !== undefined) return known;
  const group = begin(metric);
  tree.set(value, group);
  return group;
}
