import type { Receiver, Routing } from "../../model/index.ts";
import { messageData, type Notification } from "./data.ts";
import { parseMessage } from "./parse.ts";
import { type Definitions, renderMessage } from "./render.ts";
import { TEMPLATES } from "./templates.ts";

/**
 * The texts of a notification, as its receiver gets them, by what they are: a title and a text for Slack, a subject and
 * a text for mail (its HTML says the same), a description and details for PagerDuty; others get no text.
 * @throws FarolError FAROL_TEMPLATE where Alertmanager would fail to notify
 */
export function renderReceiver(
  routing: Routing,
  receiver: Receiver,
  notification: Omit<Notification, "receiver">,
): Readonly<Record<string, string>> {
  const definitions = definitionsOf(routing);
  const data = messageData({ ...notification, receiver: receiver.name });
  const texts = Object.entries(plainTextsOf(receiver));
  return Object.fromEntries(texts.map(([name, text]) => [name, renderMessage(text, definitions, data)]));
}

/** Every template that the texts of receivers may call, beside Alertmanager's own. */
export function definitionsOf({ templates }: Pick<Routing, "templates">): Definitions {
  const files = [TEMPLATES, ...Object.values(templates)];
  return new Map(files.flatMap((file) => [...parseMessage(file).definitions]));
}

/** The texts of a receiver that are templates. */
export function textsOf(receiver: Receiver): Readonly<Record<string, string>> {
  return receiver.kind === "email"
    ? { ...plainTextsOf(receiver), html: receiver.html }
    : plainTextsOf(receiver);
}

function plainTextsOf(receiver: Receiver): Readonly<Record<string, string>> {
  switch (receiver.kind) {
    case "pagerDuty":
      return { description: receiver.description, ...prefixed("details.", receiver.details) };
    case "slack":
      return { title: receiver.title, text: receiver.text };
    case "email":
      return { subject: receiver.subject, text: receiver.text };
    case "webhook":
    case "alertmanager":
    case "console":
      return {};
  }
}

function prefixed(prefix: string, texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [prefix + name, text]));
}
