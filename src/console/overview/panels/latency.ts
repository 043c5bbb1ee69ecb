import { seconds } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";
import { percentiles } from "../percentiles.ts";

export const latency: Panel = {
  id: "latency",
  title: "Request latency",
  section: "HTTP",
  unit: seconds,
  queries: percentiles("http_request_duration_seconds"),
  absent: "the service does not watch HTTP; add http() to its integrations",
  empty: "no request was answered",
};
