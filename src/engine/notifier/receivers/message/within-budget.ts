import type { Labels } from "../../../../model/index.ts";
import type { OutgoingMessage, ToldAlert } from "../../receiver.ts";
import { shortened } from "./shortened.ts";

/** What templates are given at most: what they make of it is several times as long, and Slack takes 40,000. */
const MOST_LENGTH = 100_000;
const LONGEST_VALUE = 10_000;

/** A message that people can be told of as a text: of a storm its first alerts, and how many more there are. */
export function withinBudget(message: OutgoingMessage): OutgoingMessage {
  let left = MOST_LENGTH;
  const alerts = message.alerts.map(shortenedAlert).filter((alert, i) => {
    left -= JSON.stringify(alert).length;
    return i === 0 || left >= 0;
  });
  const dropped = message.alerts.length - alerts.length;
  return { ...message, alerts, truncatedAlerts: message.truncatedAlerts + dropped };
}

function shortenedAlert(alert: ToldAlert): ToldAlert {
  return { ...alert, labels: shortenedValues(alert.labels), annotations: shortenedValues(alert.annotations) };
}

function shortenedValues(map: Labels): Labels {
  return Object.fromEntries(
    Object.entries(map).map(([name, text]) => [name, shortened(text, LONGEST_VALUE)]),
  );
}
