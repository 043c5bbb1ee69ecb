import type { Alerting } from "../../../alerts/index.ts";
import type { Context } from "../../context.ts";
import { Problem } from "../../problem.ts";
import { described, oneOf, type TypeOf } from "../../schema.ts";

/** Which each list about rules says. */
export const evaluatedBy = described(
  oneOf("engine", "prometheus", "nobody"),
  "Who evaluates the service's rules: this engine; `prometheus`, the one that keeps history in the store's place; or nobody, where rules were not given or cannot be run. Lists are empty where it is not this engine.",
);

export function evaluatorOf(context: Context): TypeOf<typeof evaluatedBy> {
  if (context.alerting() !== undefined) return "engine";
  return context.prometheusUrl() === undefined ? "nobody" : "prometheus";
}

/** What commands work on. @throws Problem FAROL_NOT_ALERTING where no rules are evaluated */
export function alertingOf(context: Context): Alerting {
  const alerting = context.alerting();
  if (alerting !== undefined) return alerting;
  const url = context.prometheusUrl();
  throw new Problem(
    "FAROL_NOT_ALERTING",
    url === undefined
      ? "No rules are evaluated here; the service's log says why, if it was given some"
      : `The Prometheus at ${url} evaluates the rules; ask its Alertmanager`,
  );
}
