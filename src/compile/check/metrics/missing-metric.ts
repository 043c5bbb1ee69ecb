import { missingFrom } from "../../emitted/index.ts";
import type { Check } from "../check.ts";

/** A metric that a running service does not show. */
export const missingMetric: Check = {
  code: "FAROL_METRIC_MISSING",
  level: "error",
  title: "A declared metric that the running service does not show",
  why: "What nothing records is as dead as what nobody declared, and only a running service can tell: `farol check --metrics http://localhost:8000/metrics` compares its page with the declarations. A metric whose labels are not closed sets has no series before its subject has happened once, so ask a service that has worked a while.",
  find: ({ monitoring, options: { exposition } }) =>
    exposition === undefined
      ? []
      : missingFrom(monitoring, exposition).map(({ name, place }) => ({
          place,
          found: name,
          rule: "the service shows no series of it",
          cure: "Record it, let what it counts happen once, or take the declaration out.",
        })),
};
