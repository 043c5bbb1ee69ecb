import { createHash } from "node:crypto";
import type { PagerDutyReceiver, Severity } from "../../../model/index.ts";
import type { OutgoingMessage } from "../receiver.ts";
import type { Attempt, Means } from "./attempt.ts";
import { tellJson } from "./http/tell.ts";
import { explainedAlerts } from "./message/notification.ts";
import { shortened } from "./message/shortened.ts";
import { annotationsOf, commonLabel, severityOf, truncationText } from "./message/traits.ts";

/** PagerDuty's own address for events. */
const EVENTS_URL = "https://events.pagerduty.com/v2/enqueue";
/** The limits of its Events API v2. */
const LONGEST_SUMMARY = 1_024;
const MOST_BYTES = 512 * 1_024;
/** Of each kind, so that a storm's incident stays readable. */
const MOST_LINKS = 5;

/** An event of PagerDuty's Events API v2. */
interface PagerDutyEvent {
  readonly routing_key: string;
  readonly event_action: "trigger" | "resolve";
  readonly dedup_key: string;
  readonly client: string;
  readonly client_url?: string;
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly payload: {
    readonly summary: string;
    readonly source: string;
    readonly severity: Severity;
    readonly timestamp: string;
    readonly class?: string;
    readonly group?: string;
    readonly custom_details: Readonly<Record<string, string>>;
  };
}

/** Tells PagerDuty: all messages of a group are one incident. */
export function pagerDuty(receiver: PagerDutyReceiver, { clock, secrets, textsOf }: Means): Attempt {
  const url = new URL(receiver.url ?? EVENTS_URL);
  return async (message, signal) => {
    const routingKey = await secrets.read(receiver.routingKeyFile);
    const json = fitting(eventOf(message, routingKey, textsOf(message)));
    const telling = { who: "PagerDuty", url, json, secrets: [routingKey] };
    return tellJson({ ...telling, isTaken: ({ status }) => status === 202 }, clock, signal);
  };
}

function eventOf(
  message: OutgoingMessage,
  routingKey: string,
  texts: Readonly<Record<string, string>>,
): PagerDutyEvent {
  const { status, groupKey, externalUrl } = message;
  return {
    routing_key: routingKey,
    event_action: status === "firing" ? "trigger" : "resolve",
    // Alertmanager's as well: a group's key is longer than the 255 characters that there are.
    dedup_key: createHash("sha256").update(groupKey).digest("hex"),
    client: "Farol",
    ...(externalUrl !== "" && { client_url: externalUrl }),
    links: linksOf(message),
    payload: payloadOf(message, texts),
  };
}

function payloadOf(
  message: OutgoingMessage,
  texts: Readonly<Record<string, string>>,
): PagerDutyEvent["payload"] {
  const [alertname, service, instance] = ["alertname", "service", "instance"].map((name) =>
    commonLabel(message, name),
  );
  return {
    summary: shortened(texts.description || message.groupKey, LONGEST_SUMMARY),
    source: instance || service || URL.parse(message.externalUrl)?.host || "Farol",
    severity: severityOf(message),
    timestamp: new Date(message.atMs).toISOString(),
    ...(alertname && { class: alertname }),
    ...(service && { group: service }),
    custom_details: detailsOf(message, texts),
  };
}

function detailsOf(
  message: OutgoingMessage,
  texts: Readonly<Record<string, string>>,
): Record<string, string> {
  const more = truncationText(message);
  const details = Object.entries(texts)
    .filter(([name, text]) => name.startsWith("details.") && text !== "")
    .map(([name, text]) => [name.slice("details.".length), text]);
  return { ...Object.fromEntries(details), ...(more !== undefined && { truncated: more }) };
}

function linksOf(message: OutgoingMessage): PagerDutyEvent["links"] {
  const alerts = explainedAlerts(message);
  const links = (name: string, text: string) =>
    annotationsOf(alerts, name)
      // PagerDuty refuses the whole event for one that is none.
      .filter((href) => URL.canParse(href))
      .slice(0, MOST_LINKS)
      .map((href) => ({ href, text }));
  return [...links("runbook_url", "Runbook"), ...links("dashboard_url", "Dashboard")];
}

/** The same event, its longest detail halved until PagerDuty takes it. */
function fitting(event: PagerDutyEvent): PagerDutyEvent {
  const { payload } = event;
  const [name, text] = Object.entries(payload.custom_details).reduce(
    (longest, one) => (one[1].length > longest[1].length ? one : longest),
    ["", ""],
  );
  if (text.length < 2 || Buffer.byteLength(JSON.stringify(event)) <= MOST_BYTES) return event;
  const details = { ...payload.custom_details, [name]: shortened(text, Math.floor(text.length / 2)) };
  return fitting({ ...event, payload: { ...payload, custom_details: details } });
}
