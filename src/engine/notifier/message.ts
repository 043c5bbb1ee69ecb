import { type Labels, labelsKey } from "../../model/index.ts";
import type { KnownAlert } from "./known-alerts.ts";
import type { OutgoingMessage, ToldAlert } from "./receiver.ts";

/** What a message is put together from. */
interface MessageParts {
  readonly id: string;
  readonly sequence: number;
  readonly groupKey: string;
  readonly receiver: string;
  readonly group: Labels;
  readonly firing: readonly KnownAlert[];
  /** Those that the receiver wants to hear of. */
  readonly resolved: readonly KnownAlert[];
  readonly externalUrl: string;
  readonly atMs: number;
  /** The most that are listed. */
  readonly maxAlerts: number;
}

export function messageOf({ firing, resolved, maxAlerts, ...rest }: MessageParts): OutgoingMessage {
  const alerts = [...told("firing", firing), ...told("resolved", resolved)];
  return {
    ...rest,
    status: firing.length > 0 ? "firing" : "resolved",
    alerts: alerts.slice(0, maxAlerts),
    truncatedAlerts: Math.max(0, alerts.length - maxAlerts),
  };
}

function told(status: ToldAlert["status"], alerts: readonly KnownAlert[]): ToldAlert[] {
  return alerts
    .map(({ reportedAtMs: _, ...alert }) => ({ status, ...alert }))
    .sort((a, b) => a.startsAtMs - b.startsAtMs || (textOf(a) < textOf(b) ? -1 : 1));
}

function textOf({ labels }: ToldAlert): string {
  return labelsKey("", labels);
}
