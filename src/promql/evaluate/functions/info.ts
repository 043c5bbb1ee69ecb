import type { Labels } from "../../../model/index.ts";
import {
  type Call,
  type LabelMatcher,
  type Subquery,
  type VectorSelector,
  withoutParens,
} from "../../ast.ts";
import { compileMatcher } from "../../matcher/matcher.ts";
import { walk } from "../../walk.ts";
import type { Grid } from "../grid.ts";
import { distinct } from "../map-rows.ts";
import { seriesText } from "../metric-text.ts";
import type { Query } from "../query.ts";
import { QueryError } from "../query-error.ts";
import { evaluateSelector, referenceGrid } from "../selector.ts";
import { emptyRow, METRIC_NAME_LABEL, metricKey, only, type Row, type VectorValue } from "../value.ts";

/** Labels by which a series finds the series that tell more of what it is about. */
const IDENTIFYING = ["instance", "job"];

/** What the second argument asks for. */
interface Asked {
  /** Whether a metric tells of others, and so is told nothing itself. */
  readonly isInfo: (metric: Labels) => boolean;
  /** The labels that are wanted; undefined for all. */
  readonly labels: ReadonlySet<string> | undefined;
  /** Whether a series without any such labels is an answer, too. */
  readonly maySayNothing: boolean;
}

/** `info(v, {…})`: series with the labels of the info metrics (`target_info`) that are about the same instance and job. */
export async function info(call: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const matchers = matchersOf(call);
  const asked = askedBy(matchers, query);
  const { rows } = await query.vector(call.args[0]!, grid);
  const selector = { ...NOWHERE, matchers, span: call.span };
  const infos = await evaluateSelector(selector, referenceOf(call, grid, query), query, "time");
  const byIdentity = Map.groupBy(infos.rows.map(checked), ({ metric }) => identityOf(metric));
  query.account(rows.length * grid.count);
  return distinct(
    rows.flatMap((row) => {
      if (asked.isInfo(row.metric)) return [row];
      return enriched(row, byIdentity.get(identityOf(row.metric) ?? "") ?? [], asked);
    }),
  );
}

const NOWHERE = {
  kind: "selector",
  name: undefined,
  at: undefined,
  offset: undefined,
  edges: undefined,
} as const satisfies Partial<VectorSelector>;

/** Which info metrics: those that are named, or `target_info`; where it is only said which are not, all others. */
function matchersOf({ args: [, second], span }: Call): readonly LabelMatcher[] {
  const given = second === undefined ? [] : (withoutParens(second) as VectorSelector).matchers;
  const named = given.filter(({ label }) => label === METRIC_NAME_LABEL);
  if (named.some(isPositive)) return given;
  const byDefault = named.length === 0 ? { op: "=", value: "target_info" } : { op: "=~", value: ".+_info" };
  return [...given, { label: METRIC_NAME_LABEL, ...byDefault, span } as LabelMatcher];
}

function isPositive({ op }: LabelMatcher): boolean {
  return op === "=" || op === "=~";
}

function askedBy(matchers: readonly LabelMatcher[], { semantics }: Query): Asked {
  const compiled = matchers.map((matcher) => compileMatcher(matcher, semantics));
  const ofName = compiled.filter(({ label }) => label === METRIC_NAME_LABEL);
  const ofData = compiled.filter(({ label }) => label !== METRIC_NAME_LABEL);
  return {
    isInfo: (metric) => ofName.every((one) => one.matches(metric[METRIC_NAME_LABEL] ?? "")),
    labels: ofData.length === 0 ? undefined : new Set(ofData.map(({ label }) => label)),
    maySayNothing: ofData.every((one) => one.matches("")),
  };
}

/** The times that the first selector of the argument is about: what is told shall be of the same times. */
function referenceOf({ args }: Call, grid: Grid, query: Query): Grid {
  let times: Grid | undefined;
  walk(args[0]!, (node, path) => {
    if (node.kind !== "selector" || times !== undefined) return;
    const around = path.filter((one): one is Subquery => one.kind === "subquery");
    times = [...around, node].reduce((reference, one) => referenceGrid(one, reference, query), grid);
  });
  return times ?? grid;
}

/** @throws QueryError for a native histogram, which tells nothing */
function checked(row: Row): Row {
  if (row.histograms === undefined) return row;
  throw new QueryError(`this should be an info metric, with float samples: ${seriesText(row.metric)}`);
}

/** Undefined for a series that is about nothing. */
function identityOf(metric: Labels): string | undefined {
  const identity = only(metric, IDENTIFYING);
  return Object.keys(identity).length === 0 ? undefined : metricKey(identity);
}

/** A series as it is called at each step: under several names where what is told changes. */
function enriched(row: Row, infos: readonly Row[], asked: Asked): Row[] {
  const found = new Map<string, Row>();
  const ofMetric = [...Map.groupBy(infos, ({ metric }) => metric[METRIC_NAME_LABEL]!).values()];
  for (let step = 0; step < row.present.length; step++) {
    if (row.present[step] !== 1) continue;
    const newest = ofMetric.flatMap((series) => newestAt(series, step) ?? []);
    if (newest.length === 0 && !asked.maySayNothing) continue;
    const metric = { ...told(newest, asked), ...row.metric };
    const key = metricKey(metric);
    const result = found.get(key) ?? emptyRow(metric, row.present.length, row.dropsName);
    found.set(key, result);
    result.values[step] = row.values[step]!;
    result.present[step] = 1;
  }
  return [...found.values()];
}

/**
 * Of one info metric's series about one thing, that which spoke last.
 * @throws QueryError where several spoke last
 */
function newestAt(series: readonly Row[], step: number): Row | undefined {
  let newest: Row | undefined;
  for (const one of series) {
    if (one.present[step] !== 1) continue;
    if (newest === undefined || one.values[step]! > newest.values[step]!) newest = one;
    else if (one.values[step] === newest.values[step])
      throw new QueryError(
        `found duplicate series for info metric: ${seriesText(newest.metric)}, ${seriesText(one.metric)}`,
      );
  }
  return newest;
}

/**
 * The labels that info series add.
 * @throws QueryError where two of them differ in one
 */
function told(infos: readonly Row[], { labels }: Asked): Labels {
  const all: Record<string, string> = {};
  for (const { metric } of infos) {
    for (const [label, value] of Object.entries(metric)) {
      if (label === METRIC_NAME_LABEL || !(labels?.has(label) ?? true)) continue;
      if (all[label] !== undefined && all[label] !== value)
        throw new QueryError(`conflicting label: ${label}`);
      all[label] = value;
    }
  }
  return all;
}
