import { FarolError, type Routing } from "../../../model/index.ts";
import type { Finding } from "../finding.ts";
import { textsOfRouting } from "./texts.ts";

/** A text that Alertmanager cannot read: it says so when it should notify, and not before. */
export function brokenTemplate(routing: Routing): Finding[] {
  return textsOfRouting(routing).flatMap(({ what, place, parsed }) =>
    parsed instanceof FarolError
      ? [
          {
            code: "FAROL_TEMPLATE_BROKEN",
            place,
            found: what,
            rule: parsed.message,
            cure: "Mend the template.",
          },
        ]
      : [],
  );
}
