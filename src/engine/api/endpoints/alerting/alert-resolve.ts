import { checkText } from "../../body-text.ts";
import { jsonCommand } from "../../endpoint.ts";
import { audited, kept } from "../../kept.ts";
import { pathText } from "../../parameter.ts";
import { Problem } from "../../problem.ts";
import { integer, object, text } from "../../schema.ts";
import { alertingOf } from "./evaluator.ts";
import { MOST_AUTHOR, MOST_TEXT } from "./limits.ts";

export const alertResolve = jsonCommand({
  path: "/api/v1/monitoring/alerts/{id}/resolve",
  summary:
    "Say that an alert is over: who was told of it is told so, and it is not told of again until its rule found it over and it fires anew",
  parameters: { id: pathText("Of an alert that fires.") },
  body: object({
    author: text(`Who says so; at most ${MOST_AUTHOR} characters.`),
    note: text(`Why it is over; at most ${MOST_TEXT} characters.`),
  }),
  schema: object({ id: text(), startsAtMs: integer(), atMs: integer(), author: text(), note: text() }),
  statuses: { 200: "It is over, also after a restart of the service." },
  problems: ["FAROL_NO_SUCH_ALERT", "FAROL_NOT_ALERTING"],
  answer: (context, { id }, said, client) => {
    const { alerts, notifier } = alertingOf(context);
    checkText("author", said.author, MOST_AUTHOR);
    checkText("note", said.note, MOST_TEXT);
    const alert = notifier.alerts().find(({ fingerprint }) => fingerprint === id);
    if (alert === undefined) throw noSuchAlert(id);
    audited(context, { client, action: "alert.resolve", details: { id, labels: alert.labels, ...said } });
    const { startsAtMs, atMs } = kept(context, "that an alert is over", () => alerts.resolve(alert, said));
    return { body: { id, startsAtMs, atMs, ...said } };
  },
});

function noSuchAlert(id: string): Problem {
  return new Problem(
    "FAROL_NO_SUCH_ALERT",
    `No alert fires whose id is ${id}; /api/v1/monitoring/alerts lists those that do`,
  );
}
