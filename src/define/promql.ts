import { type Duration, type Expression, FarolError, type MetricDeclaration } from "../model/index.ts";
import { placeOfCaller } from "./place.ts";
import type { Selector } from "./select.ts";

/** What may stand in an expression: a metric, series of one, another expression, a number, a duration. */
export type PromqlPart = MetricDeclaration | Selector | Expression | number | Duration;

/**
 * An expression in PromQL: `` promql`sum by (endpoint) (rate(${httpRequests}[5m]))` ``. Metrics stand in it as values, so
 * that what is renamed or removed does not compile. Another expression stands in parentheses.
 * @throws FarolError FAROL_EXPRESSION for a histogram, which is no series: its buckets, count and sum are.
 */
export function promql(strings: TemplateStringsArray, ...parts: readonly PromqlPart[]): Expression {
  const texts = parts.map(textOf);
  const text = strings.reduce((whole, string, i) => whole + texts[i - 1] + string).trim();
  const metrics = [...new Set(parts.flatMap(metricsOf))];
  return { kind: "expression", text, metrics, place: placeOfCaller(promql) };
}

function textOf(part: PromqlPart): string {
  if (typeof part !== "object") return typeof part === "number" ? numberText(part) : part;
  if (isDeclaration(part)) return nameOf(part);
  return part.kind === "expression" ? `(${part.text})` : part.text;
}

function numberText(number: number): string {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "Inf" : "-Inf";
  return String(number);
}

function nameOf(declaration: MetricDeclaration): string {
  if (declaration.type !== "histogram") return declaration.name;
  throw new FarolError({
    code: "FAROL_EXPRESSION",
    found: `the histogram ${declaration.name} in an expression`,
    rule: "a histogram has no series of its own name",
    cure: "Write bucketsOf(…), countOf(…) or sumOf(…) of it.",
  });
}

function metricsOf(part: PromqlPart): readonly MetricDeclaration[] {
  if (typeof part !== "object") return [];
  if (isDeclaration(part)) return [part];
  return part.kind === "expression" ? part.metrics : [part.metric];
}

function isDeclaration(part: object): part is MetricDeclaration {
  return "type" in part;
}
