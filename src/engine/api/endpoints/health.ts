import { allChecks, HEALTH_STATUSES, type HealthStatus, statusOf } from "../checks.ts";
import { uptimeSeconds } from "../context.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { dictionary, nullable, number, object, oneOf, text } from "../schema.ts";

export const healthStatus = oneOf(...HEALTH_STATUSES);
export const healthScore = nullable(
  number("0 to 100, of the application's own checks; null when it has none."),
);
export const healthStatuses = {
  200: "The service can do its work, perhaps less well.",
  503: "It is blocked or down.",
};

export function isServing(status: HealthStatus): boolean {
  return status !== "blocked" && status !== "down";
}

export const checkStatus = oneOf("ok", "degraded", "failed");

export const health = jsonEndpoint({
  path: "/api/v1/monitoring/health",
  summary: "How the service is, in one word and one for each check",
  schema: object({
    status: healthStatus,
    service: text(),
    version: text(),
    uptimeSeconds: number(),
    score: healthScore,
    checks: dictionary(checkStatus),
  }),
  statuses: healthStatuses,
  answer: (context) => {
    const thread = context.watchdog.look();
    const checks = allChecks(context, thread);
    const status = statusOf(context, thread, checks);
    const { service, version } = context;
    return {
      status: isServing(status) ? 200 : 503,
      body: {
        status,
        service,
        version,
        uptimeSeconds: uptimeSeconds(context),
        score: context.application.told("health")?.score ?? null,
        checks: Object.fromEntries(checks.map(({ name, status }) => [name, status])),
      },
    };
  },
});
