import { FarolError } from "../../../model/index.ts";
import { OWN_TEMPLATES } from "../../targets/alertmanager/own-templates.ts";
import type { Check } from "../check.ts";
import { cureOf } from "../cure.ts";
import { nodesIn, type RoutingText, textsIn } from "./texts.ts";

/** A text that calls a template which nothing defines: no notification of that receiver is ever sent. */
export const undefinedTemplate: Check = {
  code: "FAROL_TEMPLATE_UNDEFINED",
  level: "error",
  title: "A template that is called and nowhere defined",
  why: "A receiver's text, or a template, calls a template that neither the routing's `templates` nor Farol nor Alertmanager define. Alertmanager finds out when it should notify, and then sends nothing.",
  find: (subject) => {
    const texts = textsIn(subject);
    const defined = new Set([...OWN_TEMPLATES, ...texts.flatMap(definedIn)]);
    return texts.flatMap((text) =>
      calledIn(text)
        .filter((name) => !defined.has(name))
        .map((name) => ({
          place: text.place,
          found: `template "${name}" in ${text.what}`,
          rule: "a template that is called is defined, in the routing's templates or by Farol or Alertmanager",
          ...cureOf(name, defined, "Define it, or call another."),
        })),
    );
  },
};

function definedIn({ parsed }: RoutingText): string[] {
  return parsed instanceof FarolError ? [] : [...parsed.definitions.keys()];
}

function calledIn({ parsed }: RoutingText): string[] {
  if (parsed instanceof FarolError) return [];
  return nodesIn(parsed).flatMap((node) => (node.kind === "call" ? [node.name] : []));
}
