import {
  bucketsOf,
  countOf,
  dashboard,
  gaugePanel,
  heatmap,
  labelValues,
  matching,
  percentile,
  percentiles,
  pie,
  promql,
  select,
  shareOf,
  table,
  timeseries,
} from "../../define/index.ts";
import { HTTP_DASHBOARD } from "../dashboards/index.ts";
import { httpActiveConnections, httpRequestDuration, httpRequestSize, httpRequests } from "./metrics.ts";

const method = labelValues({ name: "method", title: "Method", metric: httpRequests, label: "method" });
const endpoint = labelValues({
  name: "endpoint",
  title: "Endpoint",
  metric: httpRequests,
  label: "endpoint",
});
const chosen = { method, endpoint };

const requests = select(httpRequests, chosen);
const clientErrors = select(httpRequests, { ...chosen, status_code: matching("4..") });
const serverErrors = select(httpRequests, { ...chosen, status_code: matching("5..") });
const durations = bucketsOf(httpRequestDuration, chosen);
const rate = promql`sum(rate(${requests}[5m]))`;
const LATENCY = { yellow: 0.5, red: 1 };

const slowest = promql`topk(10, ${percentile(0.99, durations, { by: ["method", "endpoint"] })} > 0)`;

/** Every request that the service answers: how many, how fast, how well. */
export const httpDashboard = dashboard({
  id: HTTP_DASHBOARD,
  title: "HTTP",
  description: "How many requests there are, how fast they are answered, and which fail.",
  refresh: "10s",
  variables: [method, endpoint],
  panels: [
    timeseries({
      title: "Requests by endpoint",
      description: "Requests that ended, each second.",
      queries: [
        {
          expr: promql`sum by (method, endpoint) (rate(${requests}[5m]))`,
          legend: "{{method}} {{endpoint}}",
        },
      ],
      width: 18,
    }),
    gaugePanel({
      title: "p99 duration",
      description: "99 of 100 requests of the last five minutes were at least this fast.",
      queries: [{ expr: percentile(0.99, durations), legend: "p99" }],
      thresholds: LATENCY,
      max: 2,
      width: 6,
    }),
    timeseries({
      title: "Share of errors",
      description: "Requests that were answered with a client's error (4xx) and with the server's own (5xx).",
      queries: [
        { expr: shareOf(promql`sum(rate(${clientErrors}[5m]))`, rate), legend: "4xx" },
        { expr: shareOf(promql`sum(rate(${serverErrors}[5m]))`, rate), legend: "5xx" },
      ],
    }),
    timeseries({
      title: "Duration",
      description: "From a request's head to the last byte of its response.",
      queries: percentiles(durations),
      thresholds: LATENCY,
    }),
    pie({
      title: "Status codes",
      description: "How the requests of the last hour were answered.",
      queries: [
        { expr: promql`sum by (status_code) (increase(${requests}[1h])) > 0`, legend: "{{status_code}}" },
      ],
      width: 8,
    }),
    gaugePanel({
      title: "Active connections",
      description: "Connections that are open.",
      queries: [{ expr: promql`sum(${httpActiveConnections})`, legend: "connections" }],
      width: 4,
    }),
    heatmap({
      title: "Durations",
      description: "How many requests took how long: a band that splits shows two kinds of requests.",
      queries: [{ expr: promql`sum by (le) (rate(${durations}[5m]))`, legend: "{{le}}" }],
    }),
    timeseries({
      title: "Errors by endpoint",
      description: "Requests that were answered with 4xx or 5xx, each second.",
      queries: [
        { expr: promql`sum by (endpoint) (rate(${clientErrors}[5m]))`, legend: "4xx {{endpoint}}" },
        { expr: promql`sum by (endpoint) (rate(${serverErrors}[5m]))`, legend: "5xx {{endpoint}}" },
      ],
    }),
    table({
      title: "Slowest endpoints",
      description: "The ten whose p99 is highest, over the last five minutes.",
      rows: ["method", "endpoint"],
      orderedBy: "A",
      queries: [
        { expr: slowest, legend: "p99", unit: "seconds" },
        {
          expr: promql`sum by (method, endpoint) (rate(${countOf(httpRequestDuration, chosen)}[5m])) and ${slowest}`,
          legend: "requests",
          unit: "perSecond",
        },
      ],
    }),
    timeseries({
      title: "Size of requests",
      description: "Bodies as clients sent them.",
      queries: percentiles(bucketsOf(httpRequestSize, chosen)),
      width: 24,
    }),
  ],
});
