import type { ListedDelivery, Notifier } from "../../../notifier/index.ts";
import { jsonEndpoint } from "../../endpoint.ts";
import { choice, limit } from "../../parameter.ts";
import { integer, list, nullable, number, object, oneOf, text } from "../../schema.ts";
import { evaluatedBy, evaluatorOf } from "./evaluator.ts";

/** About as many are remembered after they are done with. */
const MOST = 1000;

const messageSchema = object(
  {
    id: text(),
    receiver: text(),
    groupKey: text(),
    sequence: integer("Counts the messages of this group to this receiver."),
    status: oneOf("firing", "resolved"),
    firing: integer("Alerts of which it tells that they fire."),
    resolved: integer("Alerts of which it tells that they have ended."),
    state: oneOf("waiting", "taken", "failed", "replaced"),
    atMs: integer("When it was put together."),
    waitsSinceMs: integer("Since when the receiver lacks something, this message or one that it replaces."),
    attempts: integer(),
  },
  {
    lastError: text(),
    nextAttemptMs: integer("Of one that waits: when it is tried next."),
    settledAtMs: integer("When it was taken, failed or was replaced."),
  },
);

const receiverSchema = object({
  name: text(),
  sent: integer("Messages that it took since the engine started."),
  failed: integer("Messages that it refused, or that were given up after a day."),
  retried: integer("Attempts after which a message goes on waiting."),
  waiting: integer("Messages that it has not taken yet, with those that it refused."),
  oldestSeconds: number("Since when it lacks something; 0 when it lacks nothing."),
});

export const notificationList = jsonEndpoint({
  path: "/api/v1/monitoring/notifications",
  summary: "Messages that wait, failed, or were sent lately, the newest first, and how each receiver does",
  parameters: {
    state: choice("Messages of one state, or all.", ["all", "waiting", "failed", "taken", "replaced"]),
    limit: limit("Messages that are listed.", MOST, 100),
  },
  schema: object({
    evaluatedBy,
    receivers: list(receiverSchema),
    items: list(messageSchema),
    unsaved: integer(
      "Changes that are not on disk: above 0 for longer only while the file cannot be written.",
    ),
    alertsLeftOut: integer("Reports that were left out since there was no room for one more alert."),
    heartbeat: nullable(
      object({
        last: nullable(
          object(
            { atMs: integer(), outcome: oneOf("taken", "retry", "refused", "withheld") },
            { reason: text(), afterMs: integer("For how long it asked to be left alone.") },
          ),
        ),
      }),
    ),
  }),
  statuses: {
    200: "`heartbeat` is null where there is none, and its `last` before the first beat. Empty, too, where `evaluatedBy` is not `engine`.",
  },
  answer: (context, { state, limit }) => {
    const alerting = context.alerting();
    const { receivers, unsaved, alertsLeftOut } = alerting?.notifier.numbers() ?? NOBODY;
    const heartbeat = alerting?.heartbeat;
    return {
      body: {
        evaluatedBy: evaluatorOf(context),
        receivers: Object.entries(receivers).map(([name, numbers]) => ({ name, ...numbers })),
        items: alerting === undefined ? [] : messagesOf(alerting.notifier, state, limit),
        ...{ unsaved, alertsLeftOut },
        heartbeat: heartbeat === undefined ? null : { last: heartbeat.last ?? null },
      },
    };
  },
});

const NOBODY = { receivers: {}, unsaved: 0, alertsLeftOut: 0 };

function messagesOf(notifier: Notifier, state: "all" | ListedDelivery["now"]["state"], limit: number) {
  // All of them: those that wait or failed may be older than any that was sent.
  return notifier
    .deliveries(Number.MAX_SAFE_INTEGER)
    .filter(({ now }) => state === "all" || now.state === state)
    .slice(0, limit)
    .map(({ now, ...delivery }) => ({ ...delivery, ...now }));
}
