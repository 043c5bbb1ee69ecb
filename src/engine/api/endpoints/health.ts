import { allChecks, statusOf } from "../checks.ts";
import { uptimeSeconds } from "../context.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { dictionary, number, object, oneOf, text } from "../schema.ts";

export const healthStatus = oneOf("ok", "degraded", "blocked", "starting", "draining");
export const checkStatus = oneOf("ok", "degraded", "failed");

export const health = jsonEndpoint({
  path: "/api/v1/monitoring/health",
  summary: "How the service is, in one word and one for each check",
  schema: object({
    status: healthStatus,
    service: text(),
    version: text(),
    uptimeSeconds: number(),
    checks: dictionary(checkStatus),
  }),
  statuses: { 200: "The application's thread answers.", 503: "The application's thread is blocked." },
  answer: (context) => {
    const thread = context.watchdog.look();
    const checks = allChecks(context, thread);
    const status = statusOf(context, thread, checks);
    const { service, version } = context;
    return {
      status: status === "blocked" ? 503 : 200,
      body: {
        status,
        service,
        version,
        uptimeSeconds: uptimeSeconds(context),
        checks: Object.fromEntries(checks.map(({ name, status }) => [name, status])),
      },
    };
  },
});
