import { jsonEndpoint } from "../../endpoint.ts";
import { choice } from "../../parameter.ts";
import { list, object } from "../../schema.ts";
import { evaluatedBy, evaluatorOf } from "./evaluator.ts";
import { silenceBody, silenceSchema } from "./silence-schema.ts";

export const silenceList = jsonEndpoint({
  path: "/api/v1/monitoring/silences",
  summary: "Silences, the newest first; those that have expired are listed for five days",
  parameters: {
    state: choice("Those of one state, or all.", ["all", "pending", "active", "expired"]),
  },
  schema: object({ evaluatedBy, items: list(silenceSchema) }),
  statuses: { 200: "Empty, too, where `evaluatedBy` is not `engine`." },
  answer: (context, { state }) => {
    const notifier = context.alerting()?.notifier;
    const silences = notifier?.silences.list() ?? [];
    const wanted = silences.filter((silence) => state === "all" || silence.state === state);
    const alerts = notifier?.alerts() ?? [];
    const items = wanted.map((silence) => silenceBody(silence, alerts));
    return { body: { evaluatedBy: evaluatorOf(context), items } };
  },
});
