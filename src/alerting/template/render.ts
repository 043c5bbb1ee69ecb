import type { Labels } from "../../model/index.ts";
import { FUNCTIONS } from "./functions.ts";
import { type Dialect, renderGoTemplate } from "./go-template.ts";
import { parseTemplate } from "./parser.ts";
import { templateError } from "./template-error.ts";
import { entries, isTrue, plainText, type Value, type ValueMap } from "./value.ts";

/** What an alert's templates speak of. */
export interface AlertData {
  /** The labels of its expression. */
  readonly labels: Labels;
  /** The value of its expression. */
  readonly value: number;
}

const DIALECT: Dialect<Value> = {
  program: "Prometheus",
  functions: FUNCTIONS,
  ranged: "labels only",
  isTrue,
  entries: (map) => entries(map as ValueMap),
  printed: plainText,
  // a label that is not there is an empty text, as Prometheus sets `missingkey=zero`
  field: (map, name) => (Object.hasOwn(map, name) ? (map as ValueMap)[name] : ""),
};

/**
 * Renders a summary, a description or a label of an alert as Prometheus does.
 * @throws FarolError FAROL_TEMPLATE where Prometheus would show an error in its place, and for functions that ask Prometheus.
 */
export function renderTemplate(template: string, { labels, value }: AlertData): string {
  const nodes = parseTemplate(template);
  const dot = { Labels: labels, Value: value, ExternalLabels: {}, ExternalURL: "" };
  try {
    return renderGoTemplate<Value>(nodes, DIALECT, dot, {
      $labels: labels,
      $value: value,
      $externalLabels: dot.ExternalLabels,
      $externalURL: dot.ExternalURL,
    });
  } catch (error) {
    throw templateError(template, (error as Error).message);
  }
}
