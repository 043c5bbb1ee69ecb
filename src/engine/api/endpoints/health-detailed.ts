import { LIFECYCLE } from "../../../model/index.ts";
import { allChecks, statusOf } from "../checks.ts";
import { uptimeSeconds } from "../context.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { list, number, object, oneOf, text } from "../schema.ts";
import { checkStatus, healthScore, healthStatus, healthStatuses, isServing } from "./health.ts";

export const healthDetailed = jsonEndpoint({
  path: "/api/v1/monitoring/health/detailed",
  summary: "How the service is, with the reasons",
  schema: object({
    status: healthStatus,
    service: text(),
    version: text(),
    lifecycle: oneOf(...LIFECYCLE),
    uptimeSeconds: number(),
    score: healthScore,
    checks: list(object({ name: text(), status: checkStatus, detail: text() }, { value: number() })),
  }),
  statuses: healthStatuses,
  answer: async (context) => {
    const thread = await context.watchdog.lookClosely();
    const checks = allChecks(context, thread);
    const status = statusOf(context, thread, checks);
    const { service, version } = context;
    const lifecycle = context.lifecycle();
    const score = context.application.told("health")?.score ?? null;
    return {
      status: isServing(status) ? 200 : 503,
      body: { status, service, version, lifecycle, uptimeSeconds: uptimeSeconds(context), score, checks },
    };
  },
});
