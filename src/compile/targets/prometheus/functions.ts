import { treeOf } from "../../../alerting/index.ts";
import { FarolError, type Rule } from "../../../model/index.ts";
import { type Expr, walk } from "../../../promql/index.ts";
import { isAtLeast } from "../../versions.ts";

/** Functions and aggregations that not every version from 2.42 on has: the first that has one, and the first without. */
const LIFETIMES: Readonly<Record<string, readonly [since: string, until?: string]>> = {
  double_exponential_smoothing: ["3.0"],
  end: ["3.12"],
  first_over_time: ["3.7"],
  histogram_avg: ["2.51"],
  histogram_stddev: ["2.47"],
  histogram_stdvar: ["2.47"],
  holt_winters: ["2.42", "3.0"],
  info: ["3.0"],
  limit_ratio: ["2.54"],
  limitk: ["2.54"],
  mad_over_time: ["2.49"],
  max_of: ["3.13"],
  min_of: ["3.13"],
  range: ["3.12"],
  sort_by_label: ["2.49"],
  sort_by_label_desc: ["2.49"],
  start: ["3.12"],
  step: ["3.12"],
  ts_of_last_over_time: ["3.5"],
  ts_of_max_over_time: ["3.5"],
  ts_of_min_over_time: ["3.5"],
};

/** A function or aggregation that a version does not have. */
export interface MissingFunction {
  readonly name: string;
  /** Since or until when there is one. */
  readonly rule: string;
}

/** What an expression calls and this version of Prometheus has not. */
export function missingFunctions(tree: Expr, version: string): MissingFunction[] {
  const missing = new Map<string, MissingFunction>();
  walk(tree, (part) => {
    if (part.kind !== "call" && part.kind !== "aggregation") return;
    const name = part.kind === "call" ? part.name : part.op;
    const [since, until] = LIFETIMES[name] ?? ["2.42"];
    if (isAtLeast(version, since) && (until === undefined || !isAtLeast(version, until))) return;
    const rule =
      until === undefined ? `Prometheus has it since ${since}` : `Prometheus had it until ${until} came`;
    missing.set(name, { name, rule });
  });
  return [...missing.values()];
}

/** @throws FarolError FAROL_VERSION when a rule calls a function that this version of Prometheus has not. */
export function checkFunctions({ name: rule, expr }: Rule, version: string): void {
  const [missing] = missingFunctions(treeOf(expr), version);
  if (missing === undefined) return;
  throw new FarolError({
    code: "FAROL_VERSION",
    found: `${missing.name} in ${rule}, for Prometheus ${version}`,
    rule: missing.rule,
    cure: MISSING_FUNCTION_CURE,
  });
}

export const MISSING_FUNCTION_CURE = "Write the expression otherwise, or name a version that has it.";
