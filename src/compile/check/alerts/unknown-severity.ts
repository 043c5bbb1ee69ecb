import { isAlert } from "../../../alerting/index.ts";
import { type AlertRule, SEVERITIES } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";

/** A severity that is none, or that a label contradicts. */
export const unknownSeverity: Check = {
  code: "FAROL_ALERT_SEVERITY",
  level: "error",
  title: "A severity that is none",
  why: "Whom an alert wakes depends on its severity, which is one of critical, warning and info. Routes match it, so that an alert with another falls through to where nobody looks. The label `severity` is written by the field of that name; one under `labels` takes its place without a word.",
  find: ({ monitoring }) =>
    monitoring.rules.filter(isAlert).flatMap((alert) => [...unknown(alert), ...contradicted(alert)]),
};

function unknown({ name, place, severity }: AlertRule): Found[] {
  if (SEVERITIES.includes(severity)) return [];
  return [
    {
      place,
      found: `severity ${JSON.stringify(severity)} of alert "${name}"`,
      rule: `a severity is one of ${SEVERITIES.join(", ")}`,
      ...cureOf(String(severity), SEVERITIES, "Take one of those."),
    },
  ];
}

function contradicted({ name, place, severity, labels }: AlertRule): Found[] {
  if (labels.severity === undefined || labels.severity === severity) return [];
  return [
    {
      place,
      found: `label severity="${labels.severity}" of alert "${name}", whose severity is ${severity}`,
      rule: "the label takes the place of the severity",
      cure: "Remove it from `labels`, and say what you mean as `severity`.",
    },
  ];
}
