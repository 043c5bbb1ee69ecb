import { FarolError, type Runbook } from "../model/index.ts";
import { placeOfCaller } from "./place.ts";

/**
 * A page that says what to do when an alert fires. The check looks for it in the folder of runbooks.
 * @throws FarolError FAROL_RUNBOOK
 */
export function runbook(id: string, title: string, page = `${id}-${slug(title)}.md`): Runbook {
  if (!/^[A-Z]+-\d+$/.test(id)) {
    throw new FarolError({
      code: "FAROL_RUNBOOK",
      found: `runbook "${id}"`,
      rule: "an id is capital letters, a hyphen and a number",
      cure: 'Call it like "RB-012".',
    });
  }
  return { kind: "runbook", id, title, page, place: placeOfCaller(runbook) };
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
