import type { SlackReceiver } from "../../../model/index.ts";
import type { OutgoingMessage } from "../receiver.ts";
import type { Attempt, Means } from "./attempt.ts";
import { tellJson } from "./http/tell.ts";
import { explainedAlerts } from "./message/notification.ts";
import { shortened } from "./message/shortened.ts";
import { annotationsOf, severityOf, truncationText } from "./message/traits.ts";
import { addressOf } from "./secrets/address.ts";

/** As long as Alertmanager's. */
const LONGEST_TITLE = 1_024;
/** Slack cuts a message's text at 40,000 characters; the title is in it twice. */
const LONGEST_TEXT = 37_000;

/** Tells a channel of Slack through an incoming webhook. The address is a secret, so reasons name Slack alone. */
export function slack(receiver: SlackReceiver, { clock, secrets, textsOf }: Means): Attempt {
  return async (message, signal) => {
    const address = await addressOf({ urlFile: receiver.apiUrlFile }, secrets);
    const json = { channel: receiver.channel, attachments: [attachmentOf(message, textsOf(message))] };
    return tellJson({ ...address, who: "Slack", json, isTaken: isOk }, clock, signal);
  };
}

/** All else under 200 is not Slack: a login page, a proxy. */
function isOk({ status, body }: { readonly status: number; readonly body: string }): boolean {
  return status === 200 && body.trim() === "ok";
}

function attachmentOf(message: OutgoingMessage, texts: Readonly<Record<string, string>>): object {
  // A title has no markup, but Slack would take `<!channel>` for a call to everybody.
  const title = shortened((texts.title ?? "").replaceAll("<", "&lt;"), LONGEST_TITLE);
  const more = truncationText(message);
  const [dashboard, ...others] = annotationsOf(explainedAlerts(message), "dashboard_url");
  return {
    color: colorOf(message),
    title,
    ...(dashboard !== undefined && others.length === 0 && { title_link: dashboard }),
    text: unfenced(shortened(texts.text ?? "", LONGEST_TEXT)) + (more === undefined ? "" : `\n_${more}_`),
    fallback: title,
    mrkdwn_in: ["text"],
  };
}

/** The same text, in which a block of code that was cut ends. */
function unfenced(text: string): string {
  return text.split("```").length % 2 === 0 ? `${text}\`\`\`` : text;
}

function colorOf(message: OutgoingMessage): string {
  if (message.status === "resolved") return "good";
  return severityOf(message) === "critical" ? "danger" : "warning";
}
