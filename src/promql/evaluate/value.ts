import { type Labels, labelsKey } from "../../model/index.ts";

/** One series of an answer: a number a step, where there is one. */
export interface Row {
  /** The metric's name is among them as `__name__`, where it has one. */
  readonly metric: Labels;
  readonly values: Float64Array;
  /** 1 at the steps that have an answer, else 0. */
  readonly present: Uint8Array;
  /** Whether the name goes in the end; until then it can be asked for. */
  readonly dropsName: boolean;
  /** 1 at the steps that have a native histogram in place of a number. Default: none has. */
  readonly histograms?: Uint8Array;
}

/** What an expression yields at all steps of a grid. A range vector is read by its function only. */
export type Value =
  | { readonly kind: "scalar"; readonly values: Float64Array }
  | { readonly kind: "vector"; readonly rows: readonly Row[] }
  | { readonly kind: "string"; readonly value: string };

export type VectorValue = Extract<Value, { kind: "vector" }>;

export const METRIC_NAME_LABEL = "__name__";

export function vectorOf(rows: readonly Row[]): VectorValue {
  return { kind: "vector", rows };
}

/** A row without answers yet. */
export function emptyRow(metric: Labels, count: number, dropsName = false): Row {
  return { metric, values: new Float64Array(count), present: new Uint8Array(count), dropsName };
}

/** A row with numbers of its own. */
export function copyOf(row: Row): Row {
  return { ...row, values: row.values.slice(), present: row.present.slice() };
}

export function hasAnswer({ present, histograms }: Row): boolean {
  return present.includes(1) || (histograms?.includes(1) ?? false);
}

/** 1 at the steps at which some of the rows has an answer. */
export function anyPresent(rows: readonly Row[], count: number): Uint8Array {
  const any = new Uint8Array(count);
  for (const { present } of rows) for (let step = 0; step < count; step++) any[step]! |= present[step]!;
  return any;
}

/** One text for each metric. */
export function metricKey(metric: Labels): string {
  return labelsKey("", metric);
}

/** Some labels of a metric. */
export function only(metric: Labels, labels: readonly string[]): Labels {
  const kept: Record<string, string> = {};
  for (const label of labels) if (metric[label] !== undefined) kept[label] = metric[label];
  return kept;
}

/** All labels of a metric but some. */
export function without(metric: Labels, labels: readonly string[]): Labels {
  const kept: Record<string, string> = {};
  for (const label in metric) if (!labels.includes(label)) kept[label] = metric[label]!;
  return kept;
}

/** What says which metric it is: its name, and since 3.5 its type and unit where they are kept as labels. */
const IDENTITY = [METRIC_NAME_LABEL, "__type__", "__unit__"];

export function withoutName(metric: Labels): Labels {
  return IDENTITY.some((label) => metric[label] !== undefined) ? without(metric, IDENTITY) : metric;
}

/** A metric with a label of that value; an empty value takes the label away. */
export function withLabel(metric: Labels, label: string, value: string): Labels {
  return value === "" ? without(metric, [label]) : { ...metric, [label]: value };
}
