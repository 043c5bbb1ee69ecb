import {
  type AlertmanagerReceiver,
  type ConsoleReceiver,
  type EmailReceiver,
  FarolError,
  type PagerDutyReceiver,
  type Receiver,
  type SlackReceiver,
  type WebhookReceiver,
} from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";
import { refuseInlineSecrets } from "./secrets.ts";

/** What need not be said of a receiver: the texts are Farol's own, and it is told that an alert has ended. */
type Optional<R extends Receiver, K extends keyof R> = Omit<R, K | "kind" | "place"> & Partial<Pick<R, K>>;

/** @see PagerDutyReceiver */
export type PagerDutySpec = Optional<PagerDutyReceiver, "sendResolved" | "description" | "details">;
/** @see SlackReceiver */
export type SlackSpec = Optional<SlackReceiver, "sendResolved" | "title" | "text">;
/** @see EmailReceiver */
export type EmailSpec = Omit<
  Optional<EmailReceiver, "sendResolved" | "requireTls" | "subject" | "html" | "text">,
  "to"
> & {
  readonly to: string | readonly string[];
};
/** Either an address that is no secret, or the file that holds one that is. */
export type WebhookSpec = {
  readonly name: string;
  readonly sendResolved?: boolean;
  readonly maxAlerts?: number;
} & ({ readonly url: string; readonly urlFile?: never } | { readonly urlFile: string; readonly url?: never });
/** @see AlertmanagerReceiver */
export type AlertmanagerSpec = Optional<AlertmanagerReceiver, "sendResolved">;
/** @see ConsoleReceiver */
export type ConsoleSpec = Optional<ConsoleReceiver, "sendResolved">;

/**
 * A service of PagerDuty, told through its Events API v2. Its incidents carry what the alerts say, their labels, and
 * links to their runbook and dashboard.
 * @throws FarolError FAROL_RECEIVER, FAROL_INLINE_SECRET
 */
export function pagerDuty(spec: PagerDutySpec): PagerDutyReceiver {
  checkReceiver("PagerDuty", spec);
  if (spec.url !== undefined) checkAddress(spec.name, spec.url);
  return {
    kind: "pagerDuty",
    sendResolved: true,
    description: '{{ template "farol.title" . }}',
    details: {
      summary: "{{ .CommonAnnotations.summary }}",
      description: "{{ .CommonAnnotations.description }}",
      runbook: "{{ .CommonAnnotations.runbook_url }}",
      dashboard: "{{ .CommonAnnotations.dashboard_url }}",
      firing: '{{ template "farol.evidence" .Alerts.Firing }}',
      resolved: '{{ template "farol.evidence" .Alerts.Resolved }}',
    },
    ...spec,
    place: placeOfCaller(pagerDuty),
  };
}

/**
 * A channel of Slack. The file holds the address of an incoming webhook.
 * @throws FarolError FAROL_RECEIVER, FAROL_INLINE_SECRET
 */
export function slack(spec: SlackSpec): SlackReceiver {
  checkReceiver("Slack", spec);
  return {
    kind: "slack",
    sendResolved: true,
    title: '{{ template "farol.title" . }}',
    text: '{{ template "farol.slack" . }}',
    ...spec,
    place: placeOfCaller(slack),
  };
}

/**
 * Mail to one or more addresses. TLS is required unless said otherwise.
 * @throws FarolError FAROL_RECEIVER, FAROL_INLINE_SECRET
 */
export function email(spec: EmailSpec): EmailReceiver {
  checkReceiver("e-mail", spec);
  checkSmarthost(spec);
  return {
    kind: "email",
    sendResolved: true,
    requireTls: true,
    subject: '{{ template "farol.title" . }}',
    html: '{{ template "farol.html" . }}',
    text: '{{ template "farol.text" . }}',
    ...spec,
    to: typeof spec.to === "string" ? [spec.to] : spec.to,
    place: placeOfCaller(email),
  };
}

/**
 * Any program that takes Alertmanager's JSON. An address that is a secret stands in a file.
 * @throws FarolError FAROL_RECEIVER, FAROL_INLINE_SECRET
 */
export function webhook(spec: WebhookSpec): WebhookReceiver {
  checkReceiver("webhook", spec);
  const { url, urlFile, ...rest } = spec;
  if (url !== undefined) checkAddress(spec.name, url);
  const to = url === undefined ? { urlFile: urlFile! } : { url };
  return { kind: "webhook", sendResolved: true, ...rest, to, place: placeOfCaller(webhook) };
}

/**
 * Alertmanagers, each told at `/api/v2/alerts` as Prometheus does it: they group, silence and tell on. Give its route a
 * `groupBy` of `all` and a short `repeatInterval`, as Alertmanager takes an alert that it hears nothing of for ended.
 * Works in the embedded engine; no file for Alertmanager can be generated of it.
 * @throws FarolError FAROL_RECEIVER, FAROL_INLINE_SECRET
 */
export function alertmanager(spec: AlertmanagerSpec): AlertmanagerReceiver {
  checkReceiver("Alertmanager", spec);
  for (const url of spec.urls.length > 0 ? spec.urls : [""]) {
    refuseInlineSecrets("Alertmanager", { url });
    checkAddress(spec.name, url);
  }
  return { kind: "alertmanager", sendResolved: true, ...spec, place: placeOfCaller(alertmanager) };
}

/**
 * The service's own log, in which one line a message says what happened: for development, where nobody is paged.
 * Works in the embedded engine; no file for Alertmanager can be generated of it.
 * @throws FarolError FAROL_RECEIVER
 */
export function consoleReceiver(spec: ConsoleSpec): ConsoleReceiver {
  checkReceiver("console", spec);
  return { kind: "console", sendResolved: true, ...spec, place: placeOfCaller(consoleReceiver) };
}

function checkReceiver(kind: string, spec: { readonly name: string }): void {
  refuseInlineSecrets(kind, spec);
  // Names are joined by `+` where several receivers are told together, and "nobody" is where none is.
  if (/^[\w./ -]+$/.test(spec.name) && spec.name !== "nobody") return;
  throw refused(
    `receiver "${spec.name}"`,
    'a receiver\'s name is letters, digits, spaces, and any of . / _ -, and not "nobody"',
    'Call it like "slack-oncall".',
  );
}

function checkAddress(name: string, url: string): void {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? "")) return;
  throw refused(
    `"${url}" of receiver "${name}"`,
    "an address begins with https:// or http://",
    'Write it like "https://example.org/alerts".',
  );
}

function checkSmarthost({ name, smarthost }: EmailSpec): void {
  if (/^(?:[^\s:]+|\[[\da-f:]+\]):\d+$/i.test(smarthost)) return;
  throw refused(
    `smarthost "${smarthost}" of receiver "${name}"`,
    "a server for mail is a host and a port",
    'Write it like "smtp.example.org:587".',
  );
}

function refused(found: string, rule: string, cure: string): FarolError {
  return new FarolError({ code: "FAROL_RECEIVER", found, rule, cure });
}
