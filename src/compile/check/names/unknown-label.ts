import { presenceOf } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { labelsListed } from "../listed.ts";
import type { Use } from "../use.ts";
import { type LabelMention, labelMentions } from "./label-mentions.ts";

/** A label that none of the series have that it is asked of. */
export const unknownLabel: Check = {
  code: "FAROL_UNKNOWN_LABEL",
  level: "error",
  title: "A label that the series never have",
  why: 'To Prometheus, a label that is not there is an empty one, and no mistake: `{ofice="north"}` finds nothing, `by (ofice)` puts everything together, and `on (ofice)` matches whatever there is. Which labels an expression\'s series have is followed through all of its operators and functions, and through recordings. What Prometheus adds to all that it scrapes (`job`, `instance`, and `service` in generated files) is among them.',
  find: ({ uses }) => uses.flatMap(inUse),
};

function inUse(use: Use): Found[] {
  const unknown = labelMentions(use).filter(isNowhere);
  const once = new Map(unknown.map((mention) => [`${mention.label} ${mention.where}`, mention]));
  return [...once.values()].map((mention) => found(mention, use));
}

function isNowhere({ label, among }: LabelMention): boolean {
  return among.every((labels) => presenceOf(labels, label) === "never");
}

function found({ label, where, among }: LabelMention, { what, expression }: Use): Found {
  const known = [...new Set(among.flatMap(({ labels }) => [...labels.keys()]))];
  return {
    place: expression.place,
    found: `label ${label} ${where} in ${what}`,
    rule: `the series there have ${labelsListed(known)}`,
    ...cureOf(label, known, "Take one of those, or leave it out."),
  };
}
