import { jsonEndpoint } from "../../endpoint.ts";
import { choice, limit, moment } from "../../parameter.ts";
import { list, object } from "../../schema.ts";
import { alertSchema } from "./alert-schema.ts";
import { evaluatedBy, evaluatorOf } from "./evaluator.ts";
import { activeAlerts, pastAlerts, pendingAlerts } from "./listed-alerts.ts";

const LISTS = { active: activeAlerts, pending: pendingAlerts, history: pastAlerts } as const;

export const alertList = jsonEndpoint({
  path: "/api/v1/monitoring/alerts",
  summary: "Alerts with what was found when they fired, the latest first: those that fire, will, or did",
  parameters: {
    state: choice(
      "`active`: it fires. `pending`: its expression has an answer, not yet for long enough. `history`: it has ended, in the last thirty days.",
      ["active", "pending", "history"],
    ),
    limit: limit("Alerts that are listed.", 10_000, 1000),
    since: moment("Only those that began since, or ended since: unix seconds or RFC 3339."),
  },
  schema: object({ evaluatedBy, items: list(alertSchema) }),
  statuses: { 200: "Empty, too, where `evaluatedBy` is not `engine`." },
  answer: (context, { state, limit, since = 0 }) => {
    const alerting = context.alerting();
    const wanted = { limit, sinceMs: since, nowMs: context.clock.now() };
    const items = alerting === undefined ? [] : LISTS[state](alerting, wanted);
    return { body: { evaluatedBy: evaluatorOf(context), items } };
  },
});
