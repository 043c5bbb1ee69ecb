import { count, perSecond, seconds, type Unit } from "../charts/units.ts";
import { percentile } from "./percentiles.ts";

interface EndpointColumn {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  /** A number for each method and endpoint, over the window, in PromQL. */
  readonly expr: string;
}

const BY = ["method", "endpoint"];
const requests = "http_requests_total{$service}[$__range]";
const quantile = (percent: number) => percentile(percent, "http_request_duration_seconds", "$__range", BY);

/** The table's columns of numbers, from left to right. */
export const ENDPOINT_COLUMNS = [
  {
    id: "requests",
    title: "Requests",
    unit: count,
    expr: `round(sum by (method, endpoint) (increase(${requests})))`,
  },
  {
    id: "rate",
    title: "Rate",
    unit: perSecond("req"),
    expr: `sum by (method, endpoint) (rate(${requests}))`,
  },
  {
    id: "serverErrors",
    title: "5xx",
    unit: count,
    expr: 'round(sum by (method, endpoint) (increase(http_requests_total{status_code=~"5..",$service}[$__range])))',
  },
  {
    id: "clientErrors",
    title: "4xx",
    unit: count,
    expr: 'round(sum by (method, endpoint) (increase(http_requests_total{status_code=~"4..",$service}[$__range])))',
  },
  { id: "p50", title: "p50", unit: seconds, expr: quantile(50) },
  { id: "p95", title: "p95", unit: seconds, expr: quantile(95) },
  { id: "p99", title: "p99", unit: seconds, expr: quantile(99) },
] as const satisfies readonly EndpointColumn[];

export type ColumnId = (typeof ENDPOINT_COLUMNS)[number]["id"];
