import { FarolError } from "../../model/index.ts";

/** A template that Prometheus would not render either. */
export function templateError(template: string, rule: string): FarolError {
  return new FarolError({
    code: "FAROL_TEMPLATE",
    found: `template ${JSON.stringify(template)}`,
    rule,
    cure: "Write it as Go's text/template reads it, with Prometheus' functions.",
  });
}
