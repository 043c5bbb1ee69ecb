import type { ValueType } from "./value-type.ts";

/** Which Prometheus an expression is meant for: 2.42 or 3.x. */
export type Semantics = "v2" | "v3";

export interface FunctionSignature {
  /** The types of its arguments; those beyond the last are of the last's type. */
  readonly args: readonly ValueType[];
  /** How often the last argument may be written: `[0, 1]` for one that may be left out, up to infinity. */
  readonly lastArg: readonly [min: number, max: number];
  readonly returns: ValueType;
  /** Whether Prometheus knows it only behind `--enable-feature=promql-experimental-functions`. */
  readonly isExperimental: boolean;
  /** The Prometheus that has it; those without are in both. */
  readonly semantics: Semantics | undefined;
}

type Details = Partial<Omit<FunctionSignature, "args" | "returns">>;

function signature(args: readonly ValueType[], returns: ValueType, details: Details = {}): FunctionSignature {
  return { args, returns, lastArg: [1, 1], isExperimental: false, semantics: undefined, ...details };
}

const NEW: Details = { semantics: "v3" };
const EXPERIMENTAL: Details = { semantics: "v3", isExperimental: true };

const ofVector = signature(["vector"], "vector");
const ofMatrix = signature(["matrix"], "vector");
const ofTime = signature(["vector"], "vector", { lastArg: [0, 1] });
const newOfVector = signature(["vector"], "vector", NEW);
const experimentalOfMatrix = signature(["matrix"], "vector", EXPERIMENTAL);
const experimentalScalar = signature([], "scalar", EXPERIMENTAL);
const experimentalOfTwo = signature(["scalar", "scalar"], "scalar", EXPERIMENTAL);
const smoothing = ["matrix", "scalar", "scalar"] as const;
const byLabel = signature(["vector", "string"], "vector", { ...EXPERIMENTAL, lastArg: [0, Infinity] });

/** Every function of PromQL, stable and experimental. */
export const FUNCTIONS = {
  abs: ofVector,
  absent: ofVector,
  absent_over_time: ofMatrix,
  acos: ofVector,
  acosh: ofVector,
  asin: ofVector,
  asinh: ofVector,
  atan: ofVector,
  atanh: ofVector,
  avg_over_time: ofMatrix,
  ceil: ofVector,
  changes: ofMatrix,
  clamp: signature(["vector", "scalar", "scalar"], "vector"),
  clamp_max: signature(["vector", "scalar"], "vector"),
  clamp_min: signature(["vector", "scalar"], "vector"),
  cos: ofVector,
  cosh: ofVector,
  count_over_time: ofMatrix,
  day_of_month: ofTime,
  day_of_week: ofTime,
  day_of_year: ofTime,
  days_in_month: ofTime,
  deg: ofVector,
  delta: ofMatrix,
  deriv: ofMatrix,
  double_exponential_smoothing: signature(smoothing, "vector", EXPERIMENTAL),
  end: experimentalScalar,
  exp: ofVector,
  first_over_time: experimentalOfMatrix,
  floor: ofVector,
  histogram_avg: newOfVector,
  histogram_count: ofVector,
  histogram_fraction: signature(["scalar", "scalar", "vector"], "vector"),
  histogram_quantile: signature(["scalar", "vector"], "vector"),
  histogram_quantiles: signature(["vector", "string", "scalar", "scalar"], "vector", {
    ...EXPERIMENTAL,
    lastArg: [0, 9],
  }),
  histogram_stddev: newOfVector,
  histogram_stdvar: newOfVector,
  histogram_sum: ofVector,
  holt_winters: signature(smoothing, "vector", { semantics: "v2" }),
  hour: ofTime,
  idelta: ofMatrix,
  increase: ofMatrix,
  info: signature(["vector", "vector"], "vector", { ...EXPERIMENTAL, lastArg: [0, 1] }),
  irate: ofMatrix,
  label_join: signature(["vector", "string", "string", "string"], "vector", { lastArg: [0, Infinity] }),
  label_replace: signature(["vector", "string", "string", "string", "string"], "vector"),
  last_over_time: ofMatrix,
  ln: ofVector,
  log10: ofVector,
  log2: ofVector,
  mad_over_time: experimentalOfMatrix,
  max_of: experimentalOfTwo,
  max_over_time: ofMatrix,
  min_of: experimentalOfTwo,
  min_over_time: ofMatrix,
  minute: ofTime,
  month: ofTime,
  pi: signature([], "scalar"),
  predict_linear: signature(["matrix", "scalar"], "vector"),
  present_over_time: ofMatrix,
  quantile_over_time: signature(["scalar", "matrix"], "vector"),
  rad: ofVector,
  range: experimentalScalar,
  rate: ofMatrix,
  resets: ofMatrix,
  round: signature(["vector", "scalar"], "vector", { lastArg: [0, 1] }),
  scalar: signature(["vector"], "scalar"),
  sgn: ofVector,
  sin: ofVector,
  sinh: ofVector,
  sort: ofVector,
  sort_by_label: byLabel,
  sort_by_label_desc: byLabel,
  sort_desc: ofVector,
  sqrt: ofVector,
  start: experimentalScalar,
  start_timestamp: signature(["vector"], "vector", EXPERIMENTAL),
  stddev_over_time: ofMatrix,
  stdvar_over_time: ofMatrix,
  step: experimentalScalar,
  sum_over_time: ofMatrix,
  tan: ofVector,
  tanh: ofVector,
  time: signature([], "scalar"),
  timestamp: ofVector,
  ts_of_first_over_time: experimentalOfMatrix,
  ts_of_last_over_time: experimentalOfMatrix,
  ts_of_max_over_time: experimentalOfMatrix,
  ts_of_min_over_time: experimentalOfMatrix,
  vector: signature(["scalar"], "vector"),
  year: ofTime,
} as const satisfies Readonly<Record<string, FunctionSignature>>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Whether that Prometheus has a function of this name; function names are case-sensitive. */
export function isFunction(name: string, semantics: Semantics): name is FunctionName {
  if (!Object.hasOwn(FUNCTIONS, name)) return false;
  const only: Semantics | undefined = FUNCTIONS[name as FunctionName].semantics;
  return only === undefined || only === semantics;
}
