import { perSecond } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";

export const requests: Panel = {
  id: "requests",
  title: "Requests by endpoint",
  section: "HTTP",
  unit: perSecond("req"),
  queries: [
    {
      expr: "sum by (method, endpoint) (rate(http_requests_total{$service}[$__rate_interval]))",
      legend: "{{method}} {{endpoint}}",
    },
  ],
  most: 5,
  absent: "the service does not watch HTTP; add http() to its integrations",
  empty: "no request was answered",
};
