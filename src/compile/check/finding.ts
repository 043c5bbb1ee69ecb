import type { Fault, Place } from "../../model/index.ts";

/** `error`: it cannot work. `warning`: it works, and hardly as meant. `note`: something to know. */
export const LEVELS = ["error", "warning", "note"] as const;
export type Level = (typeof LEVELS)[number];

/** Something in a definition that cannot be meant, with all that is needed to mend it. */
export interface Finding extends Fault {
  readonly level: Level;
  /** Where it stands. */
  readonly place: Place;
  /** The name that there is and that is nearest to the one found. */
  readonly nearest?: string;
}

/** A finding as a sentence, without its place: as an error of Farol's reads. */
export function sentenceOf({ found, rule, cure, code }: Fault): string {
  return `${found}: ${rule}. ${cure} [${code}]`;
}

/** The name of a code's page in `docs/checks/`. */
export function pageOf(code: Fault["code"]): string {
  return `${code.replace("FAROL_", "").toLowerCase().replaceAll("_", "-")}.md`;
}
