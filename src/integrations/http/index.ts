import type { Integration } from "../../model/index.ts";
import { httpAlerts } from "./alerts/index.ts";
import { httpDashboard } from "./dashboard.ts";
import { httpMetrics } from "./metrics.ts";

export { observeFastify, watchFastify } from "./fastify.ts";
export { type FarolForFastify, farolForFastify } from "./fastify-farol.ts";
export { type ForwardOptions, forwardTo } from "./fastify-forward.ts";
export { assign, forget, identify } from "./identify.ts";
export type { Framework } from "./ledger.ts";
export {
  httpActiveConnections,
  httpMetrics,
  httpRequestDuration,
  httpRequestSize,
  httpRequests,
  httpRequestsInFlight,
  httpResponseSize,
  METHODS,
  UNMATCHED,
} from "./metrics.ts";
export { type ObservedServer, observeServer } from "./server.ts";
export { answered, TEST_ROUTE } from "./test-levels.ts";
export { parseTraceparent, type TraceContext } from "./trace-context.ts";

/** HTTP requests and connections. The framework's plugin records them: for Fastify, `observeFastify`. */
export function http(): Integration {
  return { name: "http", metrics: httpMetrics, rules: httpAlerts, dashboards: [httpDashboard] };
}
