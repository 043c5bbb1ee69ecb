import type { Labels } from "../../../model/index.ts";
import type { Binary, VectorMatching } from "../../ast.ts";
import type { Grid } from "../grid.ts";
import { distinct } from "../map-rows.ts";
import { metricText } from "../metric-text.ts";
import type { Query } from "../query.ts";
import { QueryError } from "../query-error.ts";
import { unsupported } from "../selector.ts";
import {
  anyPresent,
  emptyRow,
  hasAnswer,
  metricKey,
  only,
  type Row,
  type VectorValue,
  vectorOf,
  withLabel,
  without,
  withoutName,
} from "../value.ts";
import { arithmeticOf, comparisonOf, isComparison, keepsName } from "./operators.ts";
import { bySignature, matchLabels, signatureOf } from "./signature.ts";

/** Whether an answer is there, and which. */
type Operate = (row: Row, step: number, left: number, right: number) => void;

/** Each series with its partner of the other vector, by equal labels. */
export function matchVectors(
  node: Binary,
  left: VectorValue,
  right: VectorValue,
  { count }: Grid,
  query: Query,
): VectorValue {
  const matching = node.matching!;
  if (matching.fill.left !== undefined || matching.fill.right !== undefined) throw unsupported("fill");
  const isSwapped = matching.cardinality === "one-to-many";
  const [many, one] = isSwapped ? [right, left] : [left, right];
  const bothSpeak = stepsOfBoth(left.rows, right.rows, count);
  const partners = bySignature(one.rows, matching);
  for (const rows of partners.values()) checkUnique(rows, bothSpeak, matching, query);
  const operate = operationOf(node);
  const pairs = many.rows.flatMap((row) => {
    const signature = signatureOf(row.metric, matching);
    const found = partners.get(signature) ?? [];
    return found.map((partner): Pair => {
      return { signature, result: paired(row, partner), meets: meetings(row, partner) };
    });
  });
  for (const group of Map.groupBy(pairs, ({ signature }) => signature).values())
    checkPairs(group, matching, query);
  query.account(pairs.length * count);
  return vectorOf(distinct(pairs.map(({ result }) => result)).rows.filter(hasAnswer));

  function paired(row: Row, partner: Row): Row {
    const result = emptyRow(resultMetric(row.metric, partner.metric, node, query), count, node.bool);
    for (let step = 0; step < count; step++) {
      if (row.present[step] !== 1 || partner.present[step] !== 1) continue;
      const [a, b] = [row.values[step]!, partner.values[step]!];
      if (isSwapped) operate(result, step, b, a);
      else operate(result, step, a, b);
    }
    return result;
  }
}

function operationOf({ op, bool }: Binary): Operate {
  if (!isComparison(op)) {
    const arithmetic = arithmeticOf(op);
    return (row, step, left, right) => answer(row, step, arithmetic(left, right));
  }
  const holds = comparisonOf(op);
  if (bool) return (row, step, left, right) => answer(row, step, holds(left, right) ? 1 : 0);
  return (row, step, left, right) => {
    if (holds(left, right)) answer(row, step, left);
  };
}

function answer(row: Row, step: number, value: number): void {
  row.values[step] = value;
  row.present[step] = 1;
}

function resultMetric(many: Labels, one: Labels, node: Binary, query: Query): Labels {
  const { cardinality, on, labels, include } = node.matching!;
  const metric = keepsName(node, query) ? many : withoutName(many);
  if (cardinality === "one-to-one") return on ? only(metric, labels) : without(metric, labels);
  return include.reduce((all, label) => withLabel(all, label, one[label] ?? ""), metric);
}

/** Where one side has no answers at all, Prometheus looks no further. */
function stepsOfBoth(left: readonly Row[], right: readonly Row[], count: number): Uint8Array {
  const ofRight = anyPresent(right, count);
  return anyPresent(left, count).map((is, step) => is & ofRight[step]!);
}

/** @throws QueryError where two series of the side that must be unique have the same labels to be matched by */
function checkUnique(
  rows: readonly Row[],
  steps: Uint8Array,
  matching: VectorMatching,
  { isV3 }: Query,
): void {
  if (rows.length < 2) return;
  for (let step = 0; step < steps.length; step++) {
    if (steps[step] !== 1) continue;
    const [first, second] = rows.filter(({ present }) => present[step] === 1);
    if (second === undefined) continue;
    const side = matching.cardinality === "one-to-many" ? "left" : "right";
    const group = metricText(matchLabels(first!.metric, matching));
    const both = [metricText(first!.metric), metricText(second.metric)];
    throw new QueryError(
      `found duplicate series for the match group ${group} on the ${side} hand-side of the operation: [${(isV3 ? both : both.reverse()).join(", ")}];many-to-many matching not allowed: matching labels must be unique on one side`,
    );
  }
}

interface Pair {
  readonly signature: string;
  readonly result: Row;
  /** The steps at which both have an answer. */
  readonly meets: Uint8Array;
}

function meetings(a: Row, b: Row): Uint8Array {
  return a.present.map((is, step) => is & b.present[step]!);
}

/**
 * Since 3.x pairs count as well whose comparison does not hold.
 * @throws QueryError where several of one group are at the same step, and nothing tells them apart
 */
function checkPairs(pairs: readonly Pair[], { cardinality }: VectorMatching, { isV3 }: Query): void {
  const isOneToOne = cardinality === "one-to-one";
  const groups = Map.groupBy(pairs, ({ result }) => (isOneToOne ? "" : metricKey(result.metric)));
  for (const group of groups.values())
    if (overlap(group.map(({ result, meets }) => (isV3 ? meets : result.present))))
      throw ambiguous(isOneToOne);
}

function overlap(presences: readonly Uint8Array[]): boolean {
  if (presences.length < 2) return false;
  const seen = new Uint8Array(presences[0]!.length);
  return presences.some((present) =>
    present.some((is, step) => {
      if (is === 1 && seen[step] === 1) return true;
      seen[step]! |= is;
      return false;
    }),
  );
}

function ambiguous(isOneToOne: boolean): QueryError {
  return new QueryError(
    isOneToOne
      ? "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"
      : "multiple matches for labels: grouping labels must ensure unique matches",
  );
}
