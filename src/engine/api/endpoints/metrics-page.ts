import { negotiateFormat } from "../../exposition/index.ts";
import type { Endpoint } from "../endpoint.ts";

const page = { type: "string" };

/** What Prometheus scrapes. */
export const metricsPage: Endpoint = {
  path: "/metrics",
  summary: "All metrics as Prometheus reads them: text 0.0.4 or OpenMetrics 1.0, as `Accept` prefers",
  method: "GET",
  access: "open",
  parameters: {},
  responses: {
    200: {
      description: "All series.",
      content: { "text/plain": page, "application/openmetrics-text": page },
    },
  },
  problems: [],
  handle: async ({ exposition, numbers, refresh }, _given, { accept }) => {
    numbers.scrapes += 1;
    refresh();
    const format = negotiateFormat(accept);
    const { page: body, release } = exposition.render(format);
    return { status: 200, contentType: format.contentType, headers: { vary: "accept" }, body, release };
  },
};
