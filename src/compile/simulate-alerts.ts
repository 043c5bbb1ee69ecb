import {
  alertLabels,
  annotations,
  type Delivery,
  inhibitorsOf,
  isAlert,
  renderReceiver,
  renderTemplate,
  simulate,
} from "../alerting/index.ts";
import type { Monitoring } from "../define/index.ts";
import type { AlertRule, Labels, Receiver, Routing } from "../model/index.ts";
import type { Stack } from "./stack.ts";
import { testsOf } from "./tests-of.ts";

/** What becomes of one alert of a monitoring when it fires alone, and what would silence it. */
export interface AlertJourney {
  readonly alert: AlertRule;
  /** Those of the first test in which it fires, or what its rule alone gives it. */
  readonly labels: Labels;
  readonly deliveries: readonly Delivery[];
  /** The alerts that silence it where they fire too, by name. */
  readonly inhibitors: readonly string[];
  readonly messages: readonly Message[];
}

/** What one receiver is told, by the names of its texts; a webhook has none. */
export interface Message {
  readonly receiver: Receiver;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * The whole routing, alert by alert; nothing where a monitoring has none.
 * @param value What the alerts' expressions are taken to yield. Default: 1
 * @throws FarolError FAROL_TEMPLATE for a text that cannot be rendered, FAROL_MATCHER
 */
export function simulateAlerts(monitoring: Monitoring, stack: Stack, value = 1): AlertJourney[] {
  const { routing, rules, owner } = monitoring;
  if (routing === undefined) return [];
  const firing = rules
    .filter(isAlert)
    .map((alert) => ({ alert, labels: exampleLabels(alert, owner, value) }));
  return firing.map(({ alert, labels }) => {
    const { deliveries } = simulate(routing, labels);
    const others = firing.filter((one) => one.alert !== alert);
    const inhibitors = inhibitorsOf(
      routing.inhibitions,
      labels,
      others.map((one) => one.labels),
    );
    return {
      alert,
      labels,
      deliveries,
      inhibitors: [...new Set(inhibitors.map(({ source }) => source.alertname ?? ""))],
      messages: messages(routing, { labels, annotations: rendered(alert, stack, labels, value) }, deliveries),
    };
  });
}

function exampleLabels(alert: AlertRule, owner: string, value: number): Labels {
  const moments = testsOf(alert).flatMap(({ expect }) => expect);
  const example = moments.find(({ firing }) => firing.length > 0)?.firing[0] ?? {};
  const own = Object.entries(alertLabels(alert, owner)).map(([name, text]) => [
    name,
    renderTemplate(text, { labels: example, value }),
  ]);
  return { ...example, ...Object.fromEntries(own), alertname: alert.name };
}

function rendered(alert: AlertRule, stack: Stack, labels: Labels, value: number): Labels {
  const texts = Object.entries(annotations(alert, stack));
  return Object.fromEntries(texts.map(([name, text]) => [name, renderTemplate(text, { labels, value })]));
}

function messages(
  routing: Routing,
  alert: { readonly labels: Labels; readonly annotations: Labels },
  deliveries: readonly Delivery[],
): Message[] {
  const alerts = [{ ...alert, status: "firing" as const, generatorUrl: "" }];
  return deliveries.flatMap(({ receivers, group }) =>
    receivers.map((receiver) => ({ receiver, texts: renderReceiver(routing, receiver, { group, alerts }) })),
  );
}
