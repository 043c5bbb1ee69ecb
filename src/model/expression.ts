import type { MetricDeclaration } from "./metric.ts";
import type { Place } from "./place.ts";

/** A question in PromQL. */
export interface Expression {
  readonly kind: "expression";
  readonly text: string;
  /** The declarations that it was made of. What its text names besides is found by name. */
  readonly metrics: readonly MetricDeclaration[];
  readonly place: Place;
}
