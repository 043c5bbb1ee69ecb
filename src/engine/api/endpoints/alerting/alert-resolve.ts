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
  statuses: { 200: "It is over." },
  problems: ["FAROL_NO_SUCH_ALERT", "FAROL_NOT_ALERTING"],
  answer: (context, { id }, { author, note }, client) => {
    const { alerts, notifier } = alertingOf(context);
    checkText("author", author, MOST_AUTHOR);
    checkText("note", note, MOST_TEXT);
    const alert = notifier.alerts().find(({ fingerprint }) => fingerprint === id);
    if (alert === undefined) throw noSuchAlert(id);
    const details = { id, labels: alert.labels, author, note };
    audited(context, { client, action: "alert.resolve", details });
    const resolution = kept(context, "that an alert is over", () => alerts.resolve(id, { author, note }));
    if (resolution === undefined) throw noSuchAlert(id);
    const { startsAtMs, atMs } = resolution;
    return { body: { id, startsAtMs, atMs, author, note } };
  },
});

function noSuchAlert(id: string): Problem {
  return new Problem(
    "FAROL_NO_SUCH_ALERT",
    `No alert fires whose id is ${id}; /api/v1/monitoring/alerts lists those that do`,
  );
}
