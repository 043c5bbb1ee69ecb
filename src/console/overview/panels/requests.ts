import { perSecond } from "../../charts/units.ts";
import { busiest } from "../lines.ts";
import type { Panel } from "../panel.ts";

export const requests: Panel = {
  id: "requests",
  title: "Requests by endpoint",
  section: "HTTP",
  unit: perSecond("req"),
  sources: [
    {
      query: { metric: "http_requests_total", view: "rate", by: ["method", "endpoint"] },
      lines: busiest(5, ({ method, endpoint }) => `${method} ${endpoint}`),
    },
  ],
  absent: "the service does not watch HTTP; add http() to its integrations",
  empty: "no request was answered",
};
