import { seconds } from "../../charts/units.ts";
import { quantileLines } from "../lines.ts";
import type { Panel } from "../panel.ts";

export const latency: Panel = {
  id: "latency",
  title: "Request latency",
  section: "HTTP",
  unit: seconds,
  sources: [
    {
      query: { metric: "http_request_duration_seconds", view: "quantiles", by: [] },
      lines: quantileLines,
    },
  ],
  absent: "the service does not watch HTTP; add http() to its integrations",
  empty: "no request was answered",
};
