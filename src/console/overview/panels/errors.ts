import { perSecond } from "../../charts/units.ts";
import { busiest } from "../lines.ts";
import type { Panel } from "../panel.ts";

export const errors: Panel = {
  id: "errors",
  title: "Errors by endpoint",
  section: "HTTP",
  unit: perSecond("err"),
  sources: [
    {
      query: { metric: "http_requests_total", view: "rate", by: ["endpoint", "status_code"] },
      lines: busiest(5, ({ endpoint, status_code }) =>
        isError(status_code) ? `${status_code[0]}xx ${endpoint}` : undefined,
      ),
    },
  ],
  absent: "the service does not watch HTTP; add http() to its integrations",
  empty: "no request was answered with 4xx or 5xx",
};

function isError(status: string | undefined): status is string {
  return status !== undefined && /^[45]/.test(status);
}
