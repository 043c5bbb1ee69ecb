import type { Family } from "../../../model/index.ts";
import { badData } from "./api-error.ts";
import { type Route, whole } from "./asked.ts";
import { wholeNumber } from "./parameters.ts";

/** What metrics are: their type, help and unit. */
export const metadata: Route = {
  takesForm: false,
  costs: false,
  answer: ({ given, context: { store } }) => {
    const limit = numberOf(given, "limit");
    // Read for its error only: a metric is declared once, and 0 is no limit.
    numberOf(given, "limit_per_metric");
    const metric = given.get("metric") ?? "";
    const families = new Map<string, Family>();
    for (const name of metric === "" ? store.names() : [metric]) {
      const family = store.family(name);
      if (family !== undefined && (metric === "" || family.name === metric))
        families.set(family.name, family);
    }
    const kept = [...families.values()].slice(0, limit < 0 ? undefined : limit);
    return whole(Object.fromEntries(kept.map((family) => [family.name, [describe(family)]])));
  },
};

function describe({ type, help, unit }: Family) {
  return { type, help, unit: unit === "none" ? "" : unit };
}

/** -1 for what is not given. */
function numberOf(given: URLSearchParams, name: string): number {
  const text = given.get(name) ?? "";
  const number = text === "" ? -1 : wholeNumber(text);
  if (number === undefined) throw badData(`${name} must be a number`);
  return number;
}
