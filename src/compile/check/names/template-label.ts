import { labelNamesIn } from "../../../alerting/index.ts";
import type { AlertRule } from "../../../model/index.ts";
import { type LabelSet, presenceOf } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { labelsListed } from "../listed.ts";
import type { Use } from "../use.ts";
import { templatesOf } from "./alert-templates.ts";

/** A label that a template of an alert names and that the alert never has. */
export const templateLabel: Check = {
  code: "FAROL_TEMPLATE_LABEL",
  level: "error",
  title: "A template that names a label which its alert never has",
  why: "A label that is not there is rendered as nothing: the message says `The pool  is full`, and whoever it wakes has to find out which. A template sees the labels of the expression's results, so `by (…)` has to keep what the text names; labels that the rule itself adds, such as `severity`, and `alertname` it does not see.",
  find: ({ uses }) => uses.flatMap(inUse),
};

function inUse({ origin, tree, facts }: Use): Found[] {
  if (origin.kind !== "alert") return [];
  const { labels } = facts.get(tree)!;
  return templatesOf(origin.alert).flatMap(({ what, template }) =>
    namesIn(template)
      .filter((label) => presenceOf(labels, label) === "never")
      .map((label) => found(label, what, origin.alert, labels)),
  );
}

/** None where the template cannot be read, which is a finding of its own. */
function namesIn(template: string): string[] {
  try {
    return labelNamesIn(template);
  } catch {
    return [];
  }
}

function found(label: string, what: string, { name, place }: AlertRule, { labels }: LabelSet): Found {
  return {
    place,
    found: `$labels.${label} in the ${what} of alert "${name}"`,
    rule: `the results of its expression have ${labelsListed(labels.keys())}`,
    ...cureOf(label, labels.keys(), "Let the expression keep the label, or leave it out of the text."),
  };
}
