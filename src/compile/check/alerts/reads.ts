import {
  type Catalogue,
  type Duration,
  type Expr,
  metricName,
  type VectorSelector,
  walk,
} from "../../../promql/index.ts";
import { mayRead } from "../../may-read.ts";
import { familyOf } from "../names/what-alerts-read.ts";
import type { Subject } from "../subject.ts";

/** A selection that an expression reads. */
export interface Read {
  readonly selector: VectorSelector;
  /** The metric, or the recording; undefined where a pattern says which. */
  readonly family: string | undefined;
  /** From when, such as `offset 1h`: selections of one time have one text. */
  readonly time: string;
}

/** Knows what expressions read, and what recordings are made of. */
export interface Reads {
  /** The selections that stand in an expression. */
  written(expr: Expr): readonly Read[];
  /** What a recording is made of, in turn, each once; none for what is no recording. */
  behind(read: Read): readonly Read[];
  /** The expressions of a recording that a selection is of; none for what is no recording. */
  recordings(selector: VectorSelector): readonly Expr[];
}

export function readsIn({ uses, catalogue }: Subject): Reads {
  const rules = Map.groupBy(
    uses.flatMap(({ origin, tree }) => (origin.kind === "recording" ? [{ ...origin.recording, tree }] : [])),
    ({ name }) => name,
  );
  const recordings = (selector: VectorSelector) =>
    (rules.get(metricName(selector) ?? "") ?? [])
      .filter((recording) => mayRead(selector, recording))
      .map(({ tree }) => tree);
  const written = (expr: Expr) => writtenIn(expr, catalogue);

  const known = new Map<Expr, readonly Read[]>();
  const allIn = (tree: Expr): readonly Read[] => {
    const before = known.get(tree);
    if (before !== undefined) return before;
    // for one that reads itself, while it is being found out
    known.set(tree, []);
    const all = distinct(written(tree).flatMap((read) => [read, ...behind(read)]));
    known.set(tree, all);
    return all;
  };
  const behind = ({ selector, time }: Read): Read[] =>
    recordings(selector)
      .flatMap(allIn)
      .map((read) => ({ ...read, time: time + read.time }));
  return { written, behind, recordings };
}

function writtenIn(expr: Expr, catalogue: Catalogue): Read[] {
  const found: Read[] = [];
  walk(expr, (node, path) => {
    if (node.kind !== "selector") return;
    const name = metricName(node);
    const family = name === undefined ? undefined : familyOf(name, catalogue);
    found.push({ selector: node, family, time: path.map(timeOf).join("") + timeOf(node) });
  });
  return found;
}

function distinct(reads: readonly Read[]): Read[] {
  const times = new Map<VectorSelector, Set<string>>();
  return reads.filter(({ selector, time }) => {
    const before = times.get(selector) ?? new Set();
    times.set(selector, before);
    const isNew = !before.has(time);
    before.add(time);
    return isNew;
  });
}

/** How far back from the time around it something is read, beside the length of its window. */
function timeOf(expr: Expr): string {
  if (expr.kind !== "selector" && expr.kind !== "subquery") return "";
  const { offset, at } = expr;
  const moment = at === undefined ? "" : ` @ ${JSON.stringify(at)}`;
  return moment + (offset === undefined ? "" : ` offset ${durationText(offset)}`);
}

function durationText(duration: Duration): string {
  return duration.kind === "constant" ? `${duration.ms}ms` : JSON.stringify(duration);
}
