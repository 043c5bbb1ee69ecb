import {
  type AlertSpec,
  alert,
  alertTests,
  bucketsOf,
  counter,
  counterAt,
  countOf,
  dashboard,
  defineMonitoring,
  gauge,
  histogram,
  type Monitoring,
  type MonitoringSpec,
  promql,
  runbook,
  timeseries,
} from "../../define/index.ts";
import { unboundedLabel } from "../../model/index.ts";

export const letters = counter({
  name: "letters_total",
  help: "Letters that were sent.",
  labels: { kind: ["bill", "news"], office: unboundedLabel },
});
export const letterSize = histogram({
  name: "letter_size_bytes",
  help: "How large letters are.",
  labels: {},
});
export const deliveryDuration = histogram({
  name: "delivery_duration_seconds",
  help: "From a letter's sending to its delivery.",
  labels: { kind: ["bill", "news"] },
});
export const lettersWaiting = gauge({ name: "letters_waiting", help: "Letters that wait to be sent." });
export const queueLimit = gauge({ name: "queue_limit", help: "How many letters may wait." });
export const trucksUsedRatio = gauge({ name: "trucks_used_ratio", help: "Share of trucks on the road." });

export const postDashboard = dashboard({
  id: "post",
  title: "Post",
  description: "How the mail flows.",
  panels: [
    timeseries({
      title: "Letters",
      description: "Sent, each second.",
      queries: [{ expr: promql`sum by (kind) (rate(${letters}[5m]))`, legend: "{{kind}}" }],
    }),
    timeseries({
      title: "Delivery",
      description: "How long half of the letters take.",
      queries: [
        {
          expr: promql`histogram_quantile(0.5, sum by (le) (rate(${bucketsOf(deliveryDuration)}[5m])))`,
          legend: "p50",
        },
      ],
    }),
    timeseries({
      title: "Measured",
      description: "Letters whose delivery was timed, and those that were weighed.",
      queries: [
        { expr: promql`sum(rate(${countOf(deliveryDuration)}[5m]))`, legend: "timed" },
        { expr: promql`sum(rate(${countOf(letterSize)}[5m]))`, legend: "weighed" },
      ],
    }),
    timeseries({
      title: "Waiting",
      description: "Letters that wait, and how many may.",
      queries: [
        { expr: promql`sum(${lettersWaiting})`, legend: "waiting" },
        { expr: promql`sum(${queueLimit})`, legend: "limit" },
      ],
    }),
    timeseries({
      title: "Trucks",
      description: "Share of trucks that are on the road.",
      queries: [{ expr: promql`max(${trucksUsedRatio})`, legend: "used" }],
    }),
  ],
});

/** An alert that nothing is wrong with, but for these changes. */
export function postAlert(changes: Partial<AlertSpec> = {}, name = "TooManyLetters") {
  return alert(name, {
    expr: promql`sum by (kind) (rate(${letters}[5m])) > 10`,
    for: "10m",
    severity: "warning",
    summary: "Too many letters",
    description: "More than ten letters a second were sent for ten minutes.",
    runbook: runbook("RB-902", "Too many letters"),
    dashboard: "post",
    tests: alertTests({
      for: "10m",
      window: "5m",
      levels: (aSecond: number) => [counterAt(letters, { kind: "bill", office: "north" }, aSecond * 60)],
      firesAt: 11,
      silentAt: 9,
      firing: [{ kind: "bill" }],
    }),
    ...changes,
  });
}

/** The monitoring of a post office with one alert, that nothing is wrong with, but for these changes of the alert and the whole. */
export function post(
  alertChanges: Partial<AlertSpec> = {},
  changes: Partial<MonitoringSpec> = {},
): Monitoring {
  return defineMonitoring({
    service: "post",
    metrics: [letters, letterSize, deliveryDuration, lettersWaiting, queueLimit, trucksUsedRatio],
    rules: [postAlert(alertChanges)],
    dashboards: [postDashboard],
    runbooks: new URL("runbooks.fixture/", import.meta.url),
    ...changes,
  });
}
