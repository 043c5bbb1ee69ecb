import type { ConsoleReceiver } from "../../../model/index.ts";
import type { OutgoingMessage } from "../receiver.ts";
import type { Attempt, Means } from "./attempt.ts";
import { explainedAlerts } from "./message/notification.ts";
import { titleOf } from "./message/texts.ts";
import { severityOf } from "./message/traits.ts";

const LEVELS = { critical: "error", warning: "warn", info: "info" } as const;

/** Tells the service's own log, in one line, as loud as the alert is grave. */
export function consoleLine({ name }: ConsoleReceiver, { logger }: Means): Attempt {
  return async (message) => {
    const level = message.status === "resolved" ? "info" : LEVELS[severityOf(message)];
    logger[level](fieldsOf(name, message), titleOf(message));
    return { outcome: "taken" };
  };
}

function fieldsOf(receiver: string, message: OutgoingMessage): object {
  const alerts = explainedAlerts(message).map(({ status, labels, annotations }) => ({
    status,
    ...labels,
    ...annotations,
  }));
  return { receiver, alerts, ...(message.truncatedAlerts > 0 && { more: message.truncatedAlerts }) };
}
