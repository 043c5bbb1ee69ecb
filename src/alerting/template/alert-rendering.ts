import type { Labels } from "../../model/index.ts";
import { Budget } from "./budget.ts";
import type { Dialect, GoFunction } from "./dialect.ts";
import { printed } from "./format.ts";
import { momentMethod } from "./functions/moments.ts";
import { taking } from "./functions/taking.ts";
import { FUNCTIONS } from "./functions.ts";
import { renderGoTemplate } from "./go-template.ts";
import type { ParsedTemplate } from "./syntax.ts";
import { entries, fieldOf, isTrue, Moment, Struct, typeName, type Value } from "./value.ts";

/** What an alert's templates speak of. */
export interface AlertData {
  /** The labels of its expression. */
  readonly labels: Labels;
  /** The value of its expression. */
  readonly value: number;
  /** Those that Prometheus adds to everything that it sends. Default: none. */
  readonly externalLabels?: Labels;
  /** Where Prometheus is reached. Default: empty. */
  readonly externalUrl?: string;
}

/** As Go names a struct that has no name. */
const DATA_TYPE =
  "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value float64 }";

const DIALECT: Omit<Dialect<Value>, "functions"> = {
  program: "Prometheus",
  isTrue,
  entries,
  printed,
  typeName,
  field: fieldOf,
  method: (of, name) => (of instanceof Moment ? momentMethod(of, name) : undefined),
};

/**
 * Renders a template of an alert.
 * @param asking What `query` and `now` do; without, they cannot be rendered.
 * @throws TemplateFailure
 */
export function renderAlert(
  template: ParsedTemplate,
  { labels, value, externalLabels = {}, externalUrl = "" }: AlertData,
  asking: Readonly<Record<string, GoFunction<Value>>> = {},
  budget = new Budget(),
): string {
  const functions = {
    ...FUNCTIONS,
    externalURL: taking([], () => externalUrl),
    pathPrefix: taking([], () => (externalUrl === "" ? "" : pathOf(externalUrl))),
    ...asking,
  };
  const dot = new Struct(DATA_TYPE, {
    Labels: labels,
    ExternalLabels: externalLabels,
    ExternalURL: externalUrl,
    Value: value,
  });
  const variables = {
    $labels: labels,
    $externalLabels: externalLabels,
    $externalURL: externalUrl,
    $value: value,
  };
  return renderGoTemplate<Value>(template, { ...DIALECT, functions }, { dot, variables, budget });
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, "");
}
