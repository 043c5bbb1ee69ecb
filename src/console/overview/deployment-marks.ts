import type { Deployment } from "../api/deployments.ts";
import type { Mark } from "../charts/mark.ts";
import type { Snapshot } from "./snapshot.ts";

/** Characters of a version that are shown; more of it is in the API. */
const LONG = 20;

const PHASES: Readonly<Record<Deployment["phase"], { readonly words: string; readonly tone: Mark["tone"] }>> =
  {
    started: { words: "started", tone: "neutral" },
    completed: { words: "completed", tone: "good" },
    rolled_back: { words: "rolled back", tone: "bad" },
  };

/** The deployments of a snapshot's window, as its charts show them. */
export function deploymentMarks({ deployments }: Snapshot): readonly Mark[] {
  if (deployments.kind !== "answered") return [];
  return deployments.value.map(({ phase, version, atMs, note }) => {
    const { words, tone } = PHASES[phase];
    const shown = version.length > LONG ? `${version.slice(0, LONG - 1)}…` : version;
    return { timeMs: atMs, text: `${shown} ${words}`, note, tone };
  });
}
