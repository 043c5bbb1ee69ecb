import { lengthText, timeText } from "./length-text.ts";
import type { Evaluated } from "./service.ts";
import { notedTable } from "./table.ts";

/** What the service says of messages and those who get them. */
export interface ReceiversBody extends Evaluated {
  readonly receivers: readonly Receiver[];
  /** The newest first. */
  readonly items: readonly Message[];
  readonly heartbeat: { readonly last: Beat | null } | null;
}

interface Receiver {
  readonly name: string;
  readonly sent: number;
  readonly failed: number;
  readonly retried: number;
  readonly waiting: number;
  readonly oldestSeconds: number;
}

interface Message {
  readonly receiver: string;
  readonly state: "waiting" | "taken" | "failed" | "replaced";
  readonly attempts: number;
  readonly lastError?: string;
  readonly nextAttemptMs?: number;
}

interface Beat {
  readonly atMs: number;
  readonly outcome: string;
  readonly reason?: string;
}

const LACKED: ReadonlySet<Message["state"]> = new Set(["waiting", "failed"]);
const HEAD = ["receiver", "sent", "failed", "retried", "waiting", "for"];

/** A line a receiver, below it why it has not taken the newest message that it lacks; and how the heartbeat does. */
export function receiversText({ receivers, items, heartbeat }: ReceiversBody): string {
  const rows = receivers.map(({ name, sent, failed, retried, waiting, oldestSeconds }) => {
    const numbers = [sent, failed, retried, waiting].map(String);
    if (waiting === 0) return { cells: [name, ...numbers, ""], notes: [] };
    const lacked = items.find((one) => one.receiver === name && LACKED.has(one.state));
    const notes = lacked?.lastError === undefined ? [] : [whyOf(lacked)];
    return { cells: [name, ...numbers, lengthText(oldestSeconds * 1000)], notes };
  });
  const table = receivers.length === 0 ? "Nobody is told of alerts." : notedTable(HEAD, rows, isNumber);
  return heartbeat === null ? table : `${table}\n\n${beatText(heartbeat.last)}`;
}

function isNumber(column: number): boolean {
  return column > 0 && column < HEAD.length - 1;
}

function whyOf({ lastError = "", attempts, nextAttemptMs }: Message): string {
  const again = nextAttemptMs === undefined ? "" : `, again at ${timeText(nextAttemptMs)}`;
  return `${lastError} (attempt ${attempts}${again})`;
}

function beatText(last: Beat | null): string {
  if (last === null) return "Heartbeat: none yet.";
  const { atMs, outcome, reason } = last;
  const why = reason === undefined ? "" : `: ${reason}`;
  return `Heartbeat: ${outcome === "taken" ? "heard" : outcome} at ${timeText(atMs)}${why}.`;
}
