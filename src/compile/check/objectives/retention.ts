import { parseDuration } from "../../../model/index.ts";
import type { Check } from "../check.ts";

/** An objective over a longer time than Prometheus remembers. */
export const retention: Check = {
  code: "FAROL_OBJECTIVE_RETENTION",
  level: "error",
  title: "An objective over a longer time than Prometheus keeps",
  why: "What is left of the budget is computed from all of the objective's period. Prometheus deletes what is older than its retention, by its own default 15 days; a budget of 30 days then is one of 15, and nobody sees the difference. What your Prometheus keeps stands in the stack as `retention`.",
  find: ({ monitoring, stack }) =>
    monitoring.objectives
      .filter(({ period }) => parseDuration(period) > parseDuration(stack.retention))
      .map(({ name, period, place }) => ({
        place,
        found: `objective "${name}" with a period of ${period}`,
        rule: `the stack's Prometheus keeps ${stack.retention}`,
        cure: "Raise the stack's `retention` and give Prometheus the same as --storage.tsdb.retention.time, or take a shorter period.",
      })),
};
