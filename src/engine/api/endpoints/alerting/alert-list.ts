import { jsonEndpoint } from "../../endpoint.ts";
import { nextCursor, pageOf, pageParameters } from "../../page.ts";
import { choice, moment } from "../../parameter.ts";
import { list, object } from "../../schema.ts";
import { alertSchema } from "./alert-schema.ts";
import { evaluatedBy, evaluatorOf } from "./evaluator.ts";
import { activeAlerts, pastAlerts, pendingAlerts, timeOf } from "./listed-alerts.ts";

const LISTS = { active: activeAlerts, pending: pendingAlerts, history: pastAlerts } as const;

export const alertList = jsonEndpoint({
  path: "/api/v1/monitoring/alerts",
  summary: "Alerts with what was found when they fired, the latest first: those that fire, will, or did",
  parameters: {
    state: choice(
      "`active`: it fires. `pending`: its expression has an answer, not yet for long enough. `history`: it has ended, in the last thirty days.",
      ["active", "pending", "history"],
    ),
    since: moment("Only those that began since, or ended since: unix seconds or RFC 3339."),
    ...pageParameters("Alerts", 1000, 100),
  },
  schema: object({ evaluatedBy, items: list(alertSchema), nextCursor }),
  statuses: { 200: "Empty, too, where `evaluatedBy` is not `engine`." },
  answer: (context, { state, since = 0, ...page }) => {
    const alerting = context.alerting();
    const wanted = { sinceMs: since, nowMs: context.clock.now() };
    const alerts = pageOf(page, timeOf, (stretch) =>
      alerting === undefined ? [] : LISTS[state](alerting, { ...wanted, ...stretch }),
    );
    return { body: { evaluatedBy: evaluatorOf(context), ...alerts } };
  },
});
