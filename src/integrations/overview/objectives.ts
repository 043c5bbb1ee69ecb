import { dashboard, gaugePanel, labelValues, promql, select, stat, timeseries } from "../../define/index.ts";
import { OBJECTIVES_DASHBOARD } from "../dashboards/index.ts";
import { budgetRemaining, currentBurnRate, errorBudget, objectiveTarget } from "./recorded-series.ts";

const slo = labelValues({ name: "slo", title: "Objective", metric: objectiveTarget, label: "slo" });
const budget = select(errorBudget, { slo });
const left = promql`max by (slo) (${select(budgetRemaining, { slo })})`;
const windowed = promql`label_replace({__name__=~"slo:sli_error:ratio_rate.+", slo=~"$slo"}, "window", "$1", "__name__", "slo:sli_error:ratio_rate(.+)")`;

/** What was promised, what is left of it, and how fast that is spent. */
export const objectivesDashboard = dashboard({
  id: OBJECTIVES_DASHBOARD,
  title: "Objectives",
  description: "What was promised, how much of each error budget is left, and how fast it is spent.",
  refresh: "30s",
  range: "1d",
  variables: [slo],
  panels: [
    stat({
      title: "Objectives",
      description: "Share of events that shall be good.",
      queries: [{ expr: promql`max by (slo) (${select(objectiveTarget, { slo })})`, legend: "{{slo}}" }],
      width: 12,
    }),
    gaugePanel({
      title: "Budget left",
      description: "Share of the error budget of the objective's whole period.",
      queries: [{ expr: left, legend: "{{slo}}" }],
      thresholds: { yellow: 0.5, red: 0.1 },
      max: 1,
      width: 12,
    }),
    timeseries({
      title: "Burn rate by window",
      description:
        "How many times faster than allowed the budget is spent: at 1 it lasts just as long as the period.",
      queries: [
        {
          expr: promql`max by (slo, window) (${windowed} / on (slo) group_left () max by (slo) (${budget}))`,
          legend: "{{slo}} {{window}}",
        },
      ],
      unit: "count",
      thresholds: { yellow: 1, red: 6 },
      width: 24,
    }),
    timeseries({
      title: "Budget over time",
      description: "Share of the error budget that was left.",
      queries: [{ expr: left, legend: "{{slo}}" }],
      thresholds: { yellow: 0.5, red: 0.1 },
    }),
    timeseries({
      title: "Burn rate now",
      description: "Of the last five minutes.",
      queries: [{ expr: promql`max by (slo) (${select(currentBurnRate, { slo })})`, legend: "{{slo}}" }],
      unit: "count",
      thresholds: { yellow: 1, red: 6 },
    }),
  ],
});
