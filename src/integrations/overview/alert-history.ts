import { dashboard, promql, select, stat, table, timeseries } from "../../define/index.ts";
import { ALERTS_DASHBOARD } from "../dashboards/index.ts";
import { alerts } from "./recorded-series.ts";

const series = select(alerts, { alertstate: "firing" });
const firing = promql`max by (alertname) (${series})`;
const minutes = promql`sum_over_time(${firing}[1d:1m])`;
const times = promql`count_over_time((${firing} unless max by (alertname) (${series} offset 1m))[1d:1m])`;

/** Which alerts fired, for how long, how often. */
export const alertsDashboard = dashboard({
  id: ALERTS_DASHBOARD,
  title: "Alert history",
  description: "Which alerts fired, for how long, and which of them fire too often.",
  refresh: "1m",
  range: "1d",
  panels: [
    timeseries({
      title: "Firing over time",
      description: "Of how many series each alert fired.",
      queries: [
        {
          expr: promql`count by (alertname) (${series})`,
          legend: "{{alertname}}",
        },
      ],
      stacked: true,
      width: 18,
    }),
    stat({
      title: "By severity",
      description: "How many alerts fired in the last day.",
      queries: [
        {
          expr: promql`count by (severity) (count by (alertname, severity) (present_over_time(${series}[1d])))`,
          legend: "{{severity}}",
        },
      ],
      width: 6,
    }),
    table({
      title: "Time to resolve",
      description: "How long each alert fired in the mean, in the last day, to the minute.",
      rows: ["alertname"],
      orderedBy: "A",
      queries: [{ expr: promql`60 * ${minutes} / ${times}`, legend: "mean", unit: "seconds" }],
    }),
    table({
      title: "Noisiest alerts",
      description: "The ten that began to fire most often in the last day.",
      rows: ["alertname"],
      orderedBy: "A",
      queries: [{ expr: promql`topk(10, ${times})`, legend: "times", unit: "count" }],
    }),
  ],
});
