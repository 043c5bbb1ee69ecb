import { type Frame, hasNumbers } from "../charts/line.ts";
import type { Panel } from "./panel.ts";
import { metricAnswer, type Snapshot } from "./snapshot.ts";

/** A chart's lines, or why there are none. */
export type PanelContent =
  | { readonly kind: "lines"; readonly frame: Frame }
  | { readonly kind: "nothing"; readonly reason: string };

/** What a panel shows of a snapshot. All its answers have one window, hence the same times. */
export function panelContent(panel: Panel, snapshot: Snapshot): PanelContent {
  const answers = panel.sources.map(({ query, lines }) => ({ answer: metricAnswer(snapshot, query), lines }));
  const failed = answers.find(({ answer }) => answer.kind === "failed")?.answer;
  if (failed?.kind === "failed") return nothing(`Could not be read: ${failed.fault.detail}.`);
  const known = answers.flatMap(({ answer, lines }) =>
    answer.kind === "answered" ? [{ ...answer.value, lines: lines(answer.value.series) }] : [],
  );
  if (known.length === 0) return nothing(`No data yet: ${panel.absent}.`);
  const frame = { timesMs: known[0]!.timestampsMs, lines: known.flatMap(({ lines }) => lines) };
  return hasNumbers(frame) ? { kind: "lines", frame } : nothing(`Nothing in this range: ${panel.empty}.`);
}

function nothing(reason: string): PanelContent {
  return { kind: "nothing", reason };
}
