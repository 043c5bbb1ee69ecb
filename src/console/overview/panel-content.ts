import type { ApiFault } from "../api/api-error.ts";
import { type Frame, hasNumbers } from "../charts/line.ts";
import { timesOf } from "../range/window.ts";
import { busiest, linesOf } from "./lines.ts";
import type { Panel } from "./panel.ts";
import { courseOf, type Snapshot } from "./snapshot.ts";

/** A chart's lines, or why there are none. */
export type PanelContent =
  /** With what Prometheus warned of. */
  | { readonly kind: "lines"; readonly frame: Frame; readonly notes: readonly string[] }
  | { readonly kind: "nothing"; readonly reason: string; readonly notes: readonly string[] }
  | { readonly kind: "failed"; readonly fault: ApiFault };

/** What a panel shows of a snapshot. */
export function panelContent(panel: Panel, snapshot: Snapshot): PanelContent {
  const answers = panel.queries.map((query) => ({ query, answer: courseOf(snapshot, query.expr) }));
  const failed = answers.find(({ answer }) => answer.kind === "failed")?.answer;
  if (failed?.kind === "failed") return { kind: "failed", fault: failed.fault };
  const known = answers.flatMap(({ query, answer }) =>
    answer.kind === "answered" ? [{ ...answer.value, query }] : [],
  );
  if (known.length === 0) return { kind: "nothing", reason: `No data yet: ${panel.absent}.`, notes: [] };
  const notes = [...new Set(known.flatMap((one) => one.notes))];
  const lines = known.flatMap(({ query, series }) => linesOf(query, series));
  const frame = { timesMs: timesOf(snapshot.window), lines: busiest(lines, panel.most ?? Infinity) };
  if (!hasNumbers(frame)) return { kind: "nothing", reason: `Nothing in this range: ${panel.empty}.`, notes };
  return { kind: "lines", frame, notes };
}
