import type { Alerting } from "../../../alerts/index.ts";
import type { Context } from "../../context.ts";
import { Problem } from "../../problem.ts";
import { oneOf } from "../../schema.ts";

/**
 * Who evaluates the service's rules, which each list about them says: lists are empty where it is not this engine.
 * `prometheus`: the one that keeps history in the store's place. `nobody`: rules were not given, or cannot be run.
 */
export const evaluatedBy = oneOf("engine", "prometheus", "nobody");

export function evaluatorOf(context: Context): "engine" | "prometheus" | "nobody" {
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
