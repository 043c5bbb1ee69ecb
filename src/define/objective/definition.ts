import type { Expression, Objective } from "../../model/index.ts";

/** An objective before its rules are made. */
export type Definition = Omit<Objective, "rules">;

/** An expression that belongs to an objective. */
export function expressionOf({ indicator, place }: Definition, text: string): Expression {
  const metrics = [...indicator.events, ...indicator.total].map(({ metric }) => metric);
  return { kind: "expression", text, metrics: [...new Set(metrics)], place };
}

/** One of an objective's recorded series, as expressions name it: `slo:errors:increase1h{slo="availability"}`. */
export function seriesOf({ name }: Definition, series: string): string {
  return `slo:${series}{slo="${name}"}`;
}
