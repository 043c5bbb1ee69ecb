import { sampleMessage } from "../../../notifier/receivers/index.ts";
import { jsonCommand } from "../../endpoint.ts";
import { audited } from "../../kept.ts";
import { pathText } from "../../parameter.ts";
import { Problem } from "../../problem.ts";
import { integer, object, oneOf, text } from "../../schema.ts";
import { alertingOf } from "./evaluator.ts";

export const receiverTest = jsonCommand({
  path: "/api/v1/monitoring/receivers/{name}/test",
  summary: "Send a message to a receiver that says that it is a test, and tell what became of it",
  parameters: { name: pathText("The receiver's.") },
  body: object({}, { status: oneOf("firing", "resolved") }),
  schema: object(
    { receiver: text(), outcome: oneOf("taken", "retry", "refused") },
    { reason: text(), afterMs: integer("For how long the receiver asked to be left alone.") },
  ),
  statuses: {
    200: "It was tried once: `taken` where the receiver has it; `retry` where a message would be tried again, and `refused` where it would not. `resolved` ends what a test began that was `firing`, which is the default.",
  },
  problems: ["FAROL_NO_SUCH_RECEIVER", "FAROL_NOT_ALERTING"],
  answer: async (context, { name }, { status = "firing" }, client) => {
    const { notifier, externalUrl } = alertingOf(context);
    const names = Object.keys(notifier.numbers().receivers);
    if (!names.includes(name)) throw noSuchReceiver(name, names);
    audited(context, { client, action: "receiver.test", details: { receiver: name, status } });
    const { service, clock } = context;
    const message = sampleMessage({ name }, { status, service, externalUrl, atMs: clock.now() });
    return { body: { receiver: name, ...(await notifier.tryReceiver(message))! } };
  },
});

function noSuchReceiver(name: string, names: readonly string[]): Problem {
  const there = names.join(", ") || "none";
  return new Problem("FAROL_NO_SUCH_RECEIVER", `No receiver is called ${name}; there are ${there}`);
}
