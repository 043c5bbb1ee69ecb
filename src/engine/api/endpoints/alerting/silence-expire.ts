import { matcherText } from "../../../../alerting/index.ts";
import { checkText } from "../../body-text.ts";
import { jsonCommand } from "../../endpoint.ts";
import { audited } from "../../kept.ts";
import { pathText } from "../../parameter.ts";
import { Problem } from "../../problem.ts";
import { object, text } from "../../schema.ts";
import { alertingOf } from "./evaluator.ts";
import { MOST_AUTHOR } from "./limits.ts";
import { silenceBody, silenceSchema } from "./silence-schema.ts";

export const silenceExpire = jsonCommand({
  path: "/api/v1/monitoring/silences/{id}/expire",
  summary: "End a silence now",
  parameters: { id: pathText("The silence's.") },
  body: object({}, { author: text("Who ends it, for the trail.") }),
  schema: silenceSchema,
  statuses: { 200: "It has expired, now or before." },
  problems: ["FAROL_NO_SUCH_SILENCE", "FAROL_NOT_ALERTING"],
  answer: (context, { id }, { author }, client) => {
    const { notifier } = alertingOf(context);
    if (author !== undefined) checkText("author", author, MOST_AUTHOR);
    const there = notifier.silences.list().find((one) => one.id === id);
    if (there === undefined)
      throw new Problem(
        "FAROL_NO_SUCH_SILENCE",
        `No silence has the id ${id}; /api/v1/monitoring/silences lists those that there are`,
      );
    const details = { id, matchers: there.matchers.map(matcherText), author };
    audited(context, { client, action: "silence.expire", details });
    return { body: silenceBody(notifier.silences.expire(id)!, notifier.alerts()) };
  },
});
