import { perSecond } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";

export const errors: Panel = {
  id: "errors",
  title: "Errors by endpoint",
  section: "HTTP",
  unit: perSecond("err"),
  queries: [
    {
      expr: 'sum by (endpoint) (rate(http_requests_total{status_code=~"4..",$service}[$__rate_interval]))',
      legend: "4xx {{endpoint}}",
    },
    {
      expr: 'sum by (endpoint) (rate(http_requests_total{status_code=~"5..",$service}[$__rate_interval]))',
      legend: "5xx {{endpoint}}",
    },
  ],
  most: 5,
  absent: "the service does not watch HTTP; add http() to its integrations",
  empty: "no request was answered with 4xx or 5xx",
};
