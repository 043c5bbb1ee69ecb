import type { LimitChanges } from "../../define/index.ts";
import type { Integration } from "../../model/index.ts";
import { RUNBOOK_PAGES } from "../runbooks/index.ts";
import { httpAlerts } from "./alerts/index.ts";
import type { HttpLimits } from "./alerts/limits.ts";
import { httpDashboard } from "./dashboard.ts";
import { httpMetrics } from "./metrics.ts";

export { type FailedShareTests, failedShareTests, percentileTests } from "./alert-tests.ts";
export { HTTP_LIMITS, type HttpLimits } from "./alerts/limits.ts";
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

export interface HttpOptions {
  /** When alerts fire otherwise than by HTTP_LIMITS: `{ HTTPLatencyP99Critical: { threshold: 2 } }`. */
  readonly limits?: LimitChanges<HttpLimits>;
}

/** HTTP requests and connections. The framework's plugin records them: for Fastify, `observeFastify`. */
export function http({ limits }: HttpOptions = {}): Integration<keyof HttpLimits> {
  return {
    name: "http",
    metrics: httpMetrics,
    rules: httpAlerts(limits),
    runbooks: RUNBOOK_PAGES,
    dashboards: [httpDashboard],
  };
}
