import { isAlert, parseTemplate } from "../../../alerting/index.ts";
import { type AlertRule, FarolError } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { templatesOf } from "./alert-templates.ts";

/** A text of an alert that Prometheus cannot render. */
export const alertTemplate: Check = {
  code: "FAROL_ALERT_TEMPLATE",
  level: "error",
  title: "A template of an alert that cannot be read",
  why: "Summary, description and labels of an alert are templates of Go's `text/template`, with Prometheus' functions and the variables `$labels`, `$value`, `$externalLabels` and `$externalURL`. Prometheus refuses a file of rules with one that it cannot read, so that none of its alerts is there.",
  find: ({ monitoring }) => monitoring.rules.filter(isAlert).flatMap(inAlert),
};

function inAlert(alert: AlertRule): Found[] {
  return templatesOf(alert).flatMap(({ what, template }) => {
    const error = errorOf(template);
    if (error === undefined) return [];
    const { rule, cure } = error.fault;
    return [{ place: alert.place, found: `${what} of alert "${alert.name}"`, rule, cure }];
  });
}

function errorOf(template: string): FarolError | undefined {
  try {
    parseTemplate(template);
    return undefined;
  } catch (error) {
    if (error instanceof FarolError) return error;
    throw error;
  }
}
