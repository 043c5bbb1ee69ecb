import type { Evidence, Labels, Receiver } from "../../model/index.ts";

/** One way to tell: a receiver of the routing made ready to send. */
export interface Sender {
  /**
   * Tells of a group, and resolves with what became of it. Must settle soon after the signal is aborted, which happens
   * once the time for one attempt is over or the engine closes, and must never reject.
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Sent>;
}

/** Makes a receiver ready. Asked once a receiver, when the notifier starts. */
export type SenderOf = (receiver: Receiver) => Sender;

/** What became of one attempt. Reasons are for people and hold no secret. */
export type Sent =
  | { readonly outcome: "taken" }
  /** It may be taken later. `afterMs`: the receiver asked to be left alone for so long. */
  | { readonly outcome: "retry"; readonly reason: string; readonly afterMs?: number }
  /** It is never going to be taken as it is. */
  | { readonly outcome: "refused"; readonly reason: string };

/** An alert as a message tells of it. */
export interface ToldAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Labels;
  /** Rendered by its rule: `summary`, `description`, `runbook_url`, `dashboard_url`. */
  readonly annotations: Labels;
  /** What the expression yielded last; null for what JSON has no number for. */
  readonly value: number | null;
  /** Wall time in milliseconds when it began to fire. */
  readonly startsAtMs: number;
  /** When it ended; of one that fires, until when that holds unless it is told of again. */
  readonly endsAtMs: number;
  /** Where its expression is shown. */
  readonly generatorUrl: string;
  /** Alertmanager's: FNV-1a of the sorted labels, as 16 hexadecimal digits. */
  readonly fingerprint: string;
  /** What diagnoses found; missing when none looked. */
  readonly evidence?: readonly Evidence[];
}

/** What one receiver is told of one group. Plain JSON: it lies in the outbox from before the first attempt. */
export interface OutgoingMessage {
  /**
   * Stays the same however often this message is tried, and after a restart; no other message has it. For receivers that
   * tell a repetition by it.
   */
  readonly id: string;
  /** Counts the messages of one group to one receiver, from 1, without end. */
  readonly sequence: number;
  /** Stays the same for all messages of a group: of its first alert, its changes and its end. */
  readonly groupKey: string;
  /** The receiver's name. */
  readonly receiver: string;
  /** Firing while one of its alerts is, listed or not. */
  readonly status: "firing" | "resolved";
  /** The labels that the group's alerts have in common by its route. */
  readonly group: Labels;
  /** Firing ones first, each part in the order in which they began; one at least. */
  readonly alerts: readonly ToldAlert[];
  /** How many more alerts the group has than are listed. */
  readonly truncatedAlerts: number;
  /** Where this Farol's console is found. */
  readonly externalUrl: string;
  /** Wall time in milliseconds when it was put together. */
  readonly atMs: number;
}
