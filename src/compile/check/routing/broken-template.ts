import { FarolError } from "../../../model/index.ts";
import type { Check } from "../check.ts";
import { textsIn } from "./texts.ts";

/** A text that Alertmanager cannot read: it says so when it should notify, and not before. */
export const brokenTemplate: Check = {
  code: "FAROL_TEMPLATE_BROKEN",
  level: "error",
  title: "A message's template that cannot be read",
  why: "The texts of receivers and the files of templates are Go's `text/template` with Alertmanager's functions. Where one cannot be read, an action that is not closed or a function that is not there, Alertmanager says so when it should notify, and sends nothing.",
  find: (subject) =>
    textsIn(subject).flatMap(({ what, place, parsed }) =>
      parsed instanceof FarolError
        ? [{ place, found: what, rule: parsed.fault.rule, cure: "Mend the template." }]
        : [],
    ),
};
