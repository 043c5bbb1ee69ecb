import type { Labels } from "../../../model/index.ts";
import type { VectorMatching } from "../../ast.ts";
import { METRIC_NAME_LABEL, metricKey, only, type Row, without } from "../value.ts";

/** The labels by which a series finds its partners. */
export function matchLabels(metric: Labels, { on, labels }: VectorMatching): Labels {
  return on ? only(metric, labels) : without(metric, [...labels, METRIC_NAME_LABEL]);
}

/** The same as one text. */
export function signatureOf(metric: Labels, matching: VectorMatching): string {
  return metricKey(matchLabels(metric, matching));
}

/** Rows by their signatures. */
export function bySignature(rows: readonly Row[], matching: VectorMatching): Map<string, Row[]> {
  return Map.groupBy(rows, ({ metric }) => signatureOf(metric, matching));
}
