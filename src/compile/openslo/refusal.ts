import { FarolError } from "../../model/index.ts";

/** What OpenSLO and Farol cannot say to each other. `path` is where in the document: `spec.objectives[0].target`. */
export function refusal(path: string, rule: string, cause?: unknown): FarolError {
  return new FarolError(
    {
      code: "FAROL_OPENSLO",
      found: `${path || "the document"} of an OpenSLO file`,
      rule,
      cure: "Change it there, or define the objective in TypeScript.",
    },
    { cause },
  );
}
