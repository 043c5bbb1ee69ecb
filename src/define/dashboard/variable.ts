import {
  type DashboardVariable,
  FarolError,
  type LabelDomains,
  type MetricDeclaration,
} from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";

const NAME = /^[a-z][a-z0-9_]*$/;

export interface VariableSpec<L extends LabelDomains> {
  /** What it is called in expressions, without `$`. */
  readonly name: string;
  readonly title: string;
  readonly metric: MetricDeclaration<L>;
  readonly label: keyof L & string;
}

/**
 * A choice among the values of a label. It is a match for `select`: `select(dbQueries, { query_type: queryType })`.
 * @throws FarolError FAROL_VARIABLE
 */
export function labelValues<L extends LabelDomains>(spec: VariableSpec<L>): DashboardVariable {
  if (!NAME.test(spec.name)) {
    throw new FarolError({
      code: "FAROL_VARIABLE",
      found: `variable "${spec.name}"`,
      rule: "a variable's name is small letters, digits and _",
      cure: 'Call it like "query_type".',
    });
  }
  return { kind: "variable", ...spec, pattern: `$${spec.name}`, place: placeOfCaller(labelValues) };
}

// Not `$1`, which is label_replace's.
const USE = /\$([a-z]\w*)/g;

/** The variables that an expression names, each once. */
export function variablesIn(expression: string): string[] {
  return [...new Set([...expression.matchAll(USE)].map(([, name]) => name!))];
}

/** The expression for a choice: by variable, a regular expression of values; one that is left out may be any. */
export function chosen(expression: string, choice: Readonly<Record<string, string>> = {}): string {
  return expression.replace(USE, (_, name: string) => choice[name] ?? ".*");
}
