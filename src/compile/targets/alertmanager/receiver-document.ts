import { isAbsolute, posix } from "node:path";
import {
  type EmailReceiver,
  FarolError,
  type PagerDutyReceiver,
  type Receiver,
  type Routing,
  type SlackReceiver,
  type WebhookReceiver,
} from "../../../model/index.ts";
import { checkAbility } from "./abilities.ts";

/** The name of receivers that are told together: Alertmanager knows one receiver a route. */
export function nameOf(receivers: readonly Receiver[]): string {
  return receivers.length === 0 ? "nobody" : receivers.map(({ name }) => name).join("+");
}

/** Where Alertmanager finds a secret. It takes a path that is not absolute from where it was started. */
export function secretPath({ secretsFolder }: Routing, file: string): string {
  return isAbsolute(file) ? file : posix.join(secretsFolder, file);
}

/**
 * Receivers that are told together, as alertmanager.yml holds them.
 * @throws FarolError FAROL_RECEIVER_KIND for one that only the embedded engine tells
 */
export function receiverDocument(receivers: readonly Receiver[], routing: Routing, version: string): object {
  const configs: Record<string, object[]> = {};
  for (const receiver of receivers) {
    if (!isExpressible(receiver)) throw inexpressible(receiver);
    const kind = CONFIG_KEYS[receiver.kind];
    configs[kind] = [...(configs[kind] ?? []), configOf(receiver, routing, version)];
  }
  return { name: nameOf(receivers), ...configs };
}

const CONFIG_KEYS = {
  pagerDuty: "pagerduty_configs",
  slack: "slack_configs",
  email: "email_configs",
  webhook: "webhook_configs",
} as const;

/** What Alertmanager knows. */
type Expressible = Extract<Receiver, { kind: keyof typeof CONFIG_KEYS }>;

function isExpressible(receiver: Receiver): receiver is Expressible {
  return receiver.kind in CONFIG_KEYS;
}

function inexpressible({ name, kind }: Receiver): FarolError {
  return new FarolError({
    code: "FAROL_RECEIVER_KIND",
    found: `receiver "${name}", which is of the kind ${kind}`,
    rule: "only the embedded engine tells such receivers, and no file for Alertmanager can say them",
    cure: "Generate from a routing without it: Slack, e-mail, PagerDuty and webhooks work in both.",
  });
}

function configOf(receiver: Expressible, routing: Routing, version: string): object {
  const config = ownConfig(receiver, (file) => secretPath(routing, file), version);
  return { send_resolved: receiver.sendResolved, ...config };
}

function ownConfig(receiver: Expressible, secret: (file: string) => string, version: string): object {
  switch (receiver.kind) {
    case "pagerDuty":
      return pagerDuty(receiver, secret);
    case "slack":
      return slack(receiver, secret);
    case "email":
      return email(receiver, secret);
    case "webhook":
      return webhook(receiver, secret, version);
  }
}

type SecretPath = (file: string) => string;

function pagerDuty({ routingKeyFile, url, description, details }: PagerDutyReceiver, secret: SecretPath) {
  return {
    routing_key_file: secret(routingKeyFile),
    ...(url !== undefined && { url }),
    description,
    severity: PAGERDUTY_SEVERITY,
    class: "{{ .CommonLabels.alertname }}",
    group: "{{ .CommonLabels.service }}",
    details,
  };
}

/** PagerDuty takes no other severity than its own four. */
const PAGERDUTY_SEVERITY =
  '{{ if eq .CommonLabels.severity "critical" }}critical{{ else if eq .CommonLabels.severity "info" }}info{{ else }}warning{{ end }}';

const SLACK_COLOR =
  '{{ if ne .Status "firing" }}good{{ else if eq .CommonLabels.severity "critical" }}danger{{ else }}warning{{ end }}';

function slack({ apiUrlFile, channel, title, text }: SlackReceiver, secret: SecretPath) {
  return {
    api_url_file: secret(apiUrlFile),
    channel,
    color: SLACK_COLOR,
    title,
    title_link: "{{ .CommonAnnotations.dashboard_url }}",
    text,
    fallback: title,
  };
}

function email(receiver: EmailReceiver, secret: SecretPath) {
  const { to, from, smarthost, authUsername, authPasswordFile, requireTls, subject, html, text } = receiver;
  return {
    to: to.join(", "),
    from,
    smarthost,
    ...(authUsername !== undefined && { auth_username: authUsername }),
    ...(authPasswordFile !== undefined && { auth_password_file: secret(authPasswordFile) }),
    require_tls: requireTls,
    headers: { Subject: subject },
    html,
    text,
  };
}

function webhook({ name, to, maxAlerts }: WebhookReceiver, secret: SecretPath, version: string) {
  const limit = maxAlerts === undefined ? {} : { max_alerts: maxAlerts };
  if ("url" in to) return { url: to.url, ...limit };
  checkAbility("urlFile", version, `receiver "${name}"`);
  return { url_file: secret(to.urlFile), ...limit };
}
