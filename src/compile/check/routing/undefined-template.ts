import { FarolError, nearestName, type Routing } from "../../../model/index.ts";
import { OWN_TEMPLATES } from "../../targets/alertmanager/own-templates.ts";
import type { Finding } from "../finding.ts";
import { nodesIn, type RoutingText, textsOfRouting } from "./texts.ts";

/** A text that calls a template which nothing defines: no notification of that receiver is ever sent. */
export function undefinedTemplate(routing: Routing): Finding[] {
  const texts = textsOfRouting(routing);
  const defined = new Set([...OWN_TEMPLATES, ...texts.flatMap(definedIn)]);
  return texts.flatMap((text) =>
    calledIn(text)
      .filter((name) => !defined.has(name))
      .map((name) => finding(text, name, nearestName(name, defined))),
  );
}

function finding({ what, place }: RoutingText, name: string, nearest: string | undefined): Finding {
  return {
    code: "FAROL_TEMPLATE_UNDEFINED",
    place,
    found: `template "${name}" in ${what}`,
    rule: "a template that is called is defined, in the routing's templates or by Farol or Alertmanager",
    cure: nearest === undefined ? "Define it, or call another." : `Define it, or call "${nearest}".`,
    ...(nearest !== undefined && { nearest }),
  };
}

function definedIn({ parsed }: RoutingText): string[] {
  return parsed instanceof FarolError ? [] : [...parsed.definitions.keys()];
}

function calledIn({ parsed }: RoutingText): string[] {
  if (parsed instanceof FarolError) return [];
  return nodesIn(parsed).flatMap((node) => (node.kind === "call" ? [node.name] : []));
}
