import type { Labels } from "../../../model/index.ts";
import type { VectorMatching } from "../../ast.ts";
import { METRIC_NAME_LABEL, metricKey, only, type Row, without } from "../value.ts";

/** The labels by which a series finds its partners. */
export function matchLabels(metric: Labels, { on, labels }: VectorMatching): Labels {
  return on ? only(metric, labels) : without(metric, [...labels, METRIC_NAME_LABEL]);
}

/** Rows by the labels that they are matched by. */
export function bySignature(rows: readonly Row[], matching: VectorMatching): Map<string, Row[]> {
  return Map.groupBy(rows, ({ metric }) => metricKey(matchLabels(metric, matching)));
}
