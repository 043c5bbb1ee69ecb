import { type Evidence, evidenceText, type Labels } from "../index.ts";
import { lengthText, timeText } from "./length-text.ts";
import type { Evaluated } from "./service.ts";
import { notedTable } from "./table.ts";

/** An alert as the service tells of it. */
export interface Alert {
  readonly id: string;
  readonly state: "pending" | "firing" | "resolved";
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAtMs: number;
  readonly durationMs: number;
  readonly evidence: readonly Evidence[];
  readonly silencedBy: readonly string[];
  readonly inhibited: boolean;
  readonly receivers: readonly { readonly mutedBy: readonly string[] }[];
  readonly resolution: { readonly author: string; readonly note: string } | null;
}

export interface AlertsBody extends Evaluated {
  readonly items: readonly Alert[];
  readonly nextCursor: string | null;
}

const HEAD = ["id", "state", "severity", "name", "since", "for", "summary"];

/** A line an alert; below each what people said of it and, where that is wanted, what was found. */
export function alertsText(alerts: readonly Alert[], withEvidence: boolean): string {
  return notedTable(
    HEAD,
    alerts.map((alert) => ({ cells: rowOf(alert), notes: notesOf(alert, withEvidence) })),
  );
}

function rowOf(alert: Alert): string[] {
  const { id, labels, annotations, startsAtMs, durationMs } = alert;
  const { severity = "", alertname = "" } = labels;
  const times = [timeText(startsAtMs), lengthText(durationMs)];
  // In the history an id has its alert's beginning, too, which is in another column.
  const summary = (annotations.summary ?? "").replace(/\s+/g, " ");
  return [id.split("@")[0]!, stateOf(alert), severity, alertname, ...times, summary];
}

/** Of one that fires, why nobody is told of it. */
function stateOf({ state, silencedBy, inhibited, receivers }: Alert): string {
  if (silencedBy.length > 0) return "silenced";
  if (inhibited) return "inhibited";
  return receivers.length > 0 && receivers.every(({ mutedBy }) => mutedBy.length > 0) ? "muted" : state;
}

function notesOf({ resolution, evidence }: Alert, withEvidence: boolean): string[] {
  const said = resolution === null ? [] : [`resolved by ${resolution.author}: ${resolution.note}`];
  if (!withEvidence || evidence.length === 0) return said;
  return [...said, ...evidenceText(evidence, { blocks: true }).split("\n")];
}
