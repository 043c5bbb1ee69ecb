import { variablesIn } from "../../../define/index.ts";
import { type LabelMatcher, metricName, type VectorSelector } from "../../../promql/index.ts";
import type { Use } from "../use.ts";

/** Whether a panel's reader chooses what a matcher asks for: `label=~"$name"`. */
export function isChoice({ value }: LabelMatcher, { origin }: Use): boolean {
  return origin.kind === "panel" && variablesIn(value).length > 0;
}

/** A matcher of a selector and where it stands, as findings name it: `letters_total{kind="bill"} in alert "X"`. */
export function matcherIn(use: Use, selector: VectorSelector, { label, op, value }: LabelMatcher): string {
  return `${metricName(selector) ?? ""}{${label}${op}${JSON.stringify(value)}} in ${use.what}`;
}
