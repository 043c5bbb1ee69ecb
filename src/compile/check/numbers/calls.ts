import { type Call, type Expr, walk } from "../../../promql/index.ts";

/** Functions of how much a counter grew, which see its restarts. */
export const RATES: readonly string[] = ["rate", "irate", "increase"];

/** Functions of how a state changed, which take a counter's restart for a fall. */
export const CHANGES: readonly string[] = ["delta", "idelta", "deriv", "predict_linear"];

/** Every call of one of these functions. */
export function callsOf(names: readonly string[], tree: Expr): Call[] {
  const calls: Call[] = [];
  walk(tree, (node) => {
    if (node.kind === "call" && names.includes(node.name)) calls.push(node);
  });
  return calls;
}

/** Where functions that read a histogram's buckets take them. */
const BUCKETS_AT: Readonly<Record<string, number>> = {
  histogram_quantile: 1,
  histogram_fraction: 2,
  histogram_quantiles: 0,
};
export const QUANTILES: readonly string[] = Object.keys(BUCKETS_AT);

/** The buckets that a quantile is taken of. */
export function bucketsOfCall({ name, args }: Call): Expr {
  return args[BUCKETS_AT[name]!]!;
}
