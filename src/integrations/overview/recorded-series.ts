import { external, gauge } from "../../define/index.ts";
import { SEVERITIES, unboundedLabel } from "../../model/index.ts";

const byObjective = { labels: { slo: unboundedLabel }, unit: "ratio" } as const;

// What objectives record. Where there is none, neither is anything that shows these.

export const objectiveTarget = gauge({
  name: "slo:objective:ratio",
  help: "Share of events that shall be good.",
  ...byObjective,
});

export const errorBudget = gauge({
  name: "slo:error_budget:ratio",
  help: "Share of events that may be bad.",
  ...byObjective,
});

export const budgetRemaining = gauge({
  name: "slo:error_budget_remaining:ratio",
  help: "Share of the error budget that is left; below 0 when more was spent.",
  ...byObjective,
});

export const currentBurnRate = gauge({
  name: "slo:current_burn_rate:ratio",
  help: "How many times faster than allowed the budget burns now.",
  ...byObjective,
});

/** The alerts of a Prometheus, which writes them itself. */
export const alerts = external(
  gauge({
    name: "ALERTS",
    help: "1 while an alert is pending or firing.",
    labels: { alertname: unboundedLabel, alertstate: ["pending", "firing"], severity: SEVERITIES },
  }),
);
