import { bucketsOf, dashboard, percentiles, promql, select, stat, timeseries } from "farol";
import { declarations } from "../metrics.ts";

const { commands, commandDuration, queries, queryDuration } = declarations;
const { reviewsCreated, reviewsApproved, reviewsRejected, reviewsPending, decisionLatency } = declarations;
const { registrations, authenticationAttempts } = declarations;

/** What the service is for: changes that are proposed and decided. */
export const businessDashboard = dashboard({
  id: "reviews-business",
  title: "Business",
  description: "What is proposed and decided, how long that takes, and what people ask of the service.",
  refresh: "30s",
  panels: [
    stat({
      title: "Pending reviews",
      description: "Reviews that wait for a decision.",
      queries: [{ expr: promql`max(${reviewsPending})`, legend: "pending" }],
      thresholds: { yellow: 50, red: 100 },
      width: 6,
    }),
    timeseries({
      title: "Reviews created by severity",
      description: "Reviews that were proposed, each second.",
      queries: [{ expr: promql`sum by (severity) (rate(${reviewsCreated}[5m]))`, legend: "{{severity}}" }],
      stacked: true,
      width: 9,
    }),
    timeseries({
      title: "Decisions",
      description: "Reviews that were approved or rejected, each second.",
      queries: [
        { expr: promql`sum(rate(${reviewsApproved}[5m]))`, legend: "approved" },
        { expr: promql`sum(rate(${reviewsRejected}[5m]))`, legend: "rejected" },
      ],
      width: 9,
    }),
    timeseries({
      title: "Pending over time",
      description: "Whether decisions keep up with proposals.",
      queries: [{ expr: promql`max(${reviewsPending})`, legend: "pending" }],
    }),
    timeseries({
      title: "Time to decision",
      description: "From a review's proposal to its decision, of the decisions of an hour.",
      queries: percentiles(bucketsOf(decisionLatency), { over: "1h" }),
    }),
    timeseries({
      title: "Commands",
      description: "Commands that ended, each second.",
      queries: [
        { expr: promql`sum by (command) (rate(${commands}[5m]))`, legend: "{{command}}" },
        {
          expr: promql`sum(rate(${select(commands, { outcome: "error" })}[5m]))`,
          legend: "all that failed",
        },
      ],
    }),
    timeseries({
      title: "Duration of commands",
      description: "From a command's dispatch to its answer, transaction included.",
      queries: percentiles(bucketsOf(commandDuration)),
      thresholds: { yellow: 0.25, red: 0.5 },
    }),
    timeseries({
      title: "Queries",
      description: "Queries that ended, each second.",
      queries: [
        { expr: promql`sum by (query) (rate(${queries}[5m]))`, legend: "{{query}}" },
        { expr: promql`sum(rate(${select(queries, { outcome: "error" })}[5m]))`, legend: "all that failed" },
      ],
    }),
    timeseries({
      title: "Duration of queries",
      description: "From a query's dispatch to its answer.",
      queries: percentiles(bucketsOf(queryDuration)),
      thresholds: { yellow: 0.05, red: 0.1 },
    }),
    timeseries({
      title: "Registrations",
      description: "People who registered, each second.",
      queries: [{ expr: promql`sum(rate(${registrations}[5m]))`, legend: "registrations" }],
    }),
    timeseries({
      title: "Failed authentications",
      description: "Attempts to sign in that failed, each second: many are somebody who guesses.",
      queries: [
        {
          expr: promql`sum(rate(${select(authenticationAttempts, { outcome: "failure" })}[5m]))`,
          legend: "failed",
        },
      ],
    }),
  ],
});
