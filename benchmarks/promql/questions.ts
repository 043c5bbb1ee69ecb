/** What dashboards and rules ask, and over which time. */
export interface Asking {
  readonly name: string;
  readonly expr: string;
  /** Undefined: at one time. */
  readonly range?: { readonly hours: number; readonly stepSeconds: number };
}

const HOUR = { hours: 1, stepSeconds: 15 };
const SIX_HOURS = { hours: 6, stepSeconds: 60 };

const rate = "sum by (route) (rate(http_requests_total[5m]))";
const errors = 'sum(rate(http_requests_total{status_code=~"5.."}[5m]))';
const ratio = `${errors} / sum(rate(http_requests_total[5m]))`;
const byLe = "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))";
const byRoute =
  "histogram_quantile(0.99, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m])))";
const burning = ["1h", "5m"]
  .map((over) => {
    const bad = `sum(rate(http_requests_total{status_code=~"5.."}[${over}]))`;
    return `${bad} / sum(rate(http_requests_total[${over}])) > 0.0144`;
  })
  .join(" and ");
const match =
  'sum by (instance) (rate(http_requests_total[5m])) / on (instance) sum by (instance) (rate(http_request_duration_seconds_bucket{le="+Inf"}[5m]))';

export const QUESTIONS: readonly Asking[] = [
  { name: "rate, at one time", expr: rate },
  { name: "ratio, at one time", expr: ratio },
  { name: "quantile by route, at one time", expr: byRoute },
  { name: "burn rates, at one time", expr: burning },
  { name: "rate, 1 h", expr: rate, range: HOUR },
  { name: "rate, 6 h", expr: rate, range: SIX_HOURS },
  { name: "ratio, 1 h", expr: ratio, range: HOUR },
  { name: "quantile, 1 h", expr: byLe, range: HOUR },
  { name: "quantile, 6 h", expr: byLe, range: SIX_HOURS },
  { name: "quantile by route, 1 h", expr: byRoute, range: HOUR },
  // of equal ones any may be among the five: their sum is the same
  { name: "top 5 routes, 1 h", expr: `sum(topk(5, ${rate}))`, range: HOUR },
  { name: "960 gauges as they are, 1 h", expr: "queue_length", range: HOUR },
  {
    name: "subquery, 1 h",
    expr: "max_over_time(sum(rate(http_requests_total[5m]))[30m:1m] offset 10s)",
    range: HOUR,
  },
  { name: "burn rates, 6 h", expr: burning, range: SIX_HOURS },
  { name: "vector match, 1 h", expr: match, range: HOUR },
  { name: "average over 30 m, 6 h", expr: "avg(avg_over_time(queue_length[30m]))", range: SIX_HOURS },
];
