import { parseDuration } from "../../../model/index.ts";
import type { Check } from "../check.ts";

/** An objective that reckons with other scrapes than there are. */
export const interval: Check = {
  code: "FAROL_OBJECTIVE_INTERVAL",
  level: "warning",
  title: "An objective for another scrape interval",
  why: "An objective's recordings count each event in exactly one window, and for that they reach back by one scrape more. Where they reckon with another interval than Prometheus scrapes in, events at the windows' edges are counted twice or not at all.",
  find: ({ monitoring, stack }) =>
    monitoring.objectives
      .filter(({ scrapeInterval }) => parseDuration(scrapeInterval) !== parseDuration(stack.interval))
      .map(({ name, scrapeInterval, place }) => ({
        place,
        found: `objective "${name}" with a scrapeInterval of ${scrapeInterval}`,
        rule: `the stack's Prometheus scrapes every ${stack.interval}`,
        cure: `Give the objective \`scrapeInterval: "${stack.interval}"\`.`,
      })),
};
