import type { Evidence, Observation } from "../../../../model/index.ts";
import { shortened } from "./shortened.ts";

/** Of one alert, so that a message has room for others. */
const MOST_LENGTH = 4_000;

/** What diagnoses found, in lines: each one's title, and below what it observed. Empty where none looked. */
export function evidenceText(all: readonly Evidence[] = []): string {
  return shortened(all.map(sectionOf).join("\n"), MOST_LENGTH);
}

function sectionOf(evidence: Evidence): string {
  const { title } = evidence;
  switch (evidence.outcome) {
    case "found":
      return [`${title}:`, ...evidence.observations.map(observationText)].join("\n");
    case "nothing":
      return `${title}: nothing`;
    case "failed":
      return `${title}: could not be looked for, ${evidence.reason}`;
  }
}

function observationText({ text, block }: Observation): string {
  const lines = block === undefined ? [] : block.trimEnd().split("\n");
  return [`- ${text}`, ...lines.map((line) => `    ${line}`)].join("\n");
}
