import type { Evidence, Observation } from "./diagnosis.ts";

/**
 * Evidence as a person reads it in a message: one line a diagnosis and, below it, one for each thing that was found.
 * @param blocks Whether stacks and statements are written out, too. Default: no.
 */
export function evidenceText(evidence: readonly Evidence[], { blocks = false } = {}): string {
  return evidence.flatMap((one) => linesOf(one, blocks)).join("\n");
}

function linesOf(evidence: Evidence, blocks: boolean): string[] {
  const { title } = evidence;
  if (evidence.outcome === "nothing") return [`${title}: nothing`];
  if (evidence.outcome === "failed") return [`${title}: not known (${evidence.reason})`];
  return [`${title}:`, ...evidence.observations.flatMap((one) => observationLines(one, blocks))];
}

function observationLines({ text, block }: Observation, blocks: boolean): string[] {
  const shown = blocks && block !== undefined ? block.split("\n") : [];
  return [`- ${text}`, ...shown.map((line) => `    ${line}`)];
}
