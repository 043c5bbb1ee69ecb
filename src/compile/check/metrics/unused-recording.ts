import { isRecording } from "../../../alerting/index.ts";
import type { Check } from "../check.ts";
import { watchedNames } from "./watched.ts";

/** A recording that nobody reads. */
export const unusedRecording: Check = {
  code: "FAROL_RECORDING_UNUSED",
  level: "note",
  title: "A recording that nothing reads",
  why: "Prometheus evaluates it every interval and keeps its answers, and no alert, panel or objective uses them, nor a recording that one of those reads. It is either left over, or its reader asks the long way round.",
  find: (subject) =>
    subject.monitoring.rules
      .filter(isRecording)
      .filter(({ name }) => !watchedNames(subject).has(name))
      .map(({ name, place }) => ({
        place,
        found: `recording "${name}"`,
        rule: "no alert, panel or objective reads it",
        cure: "Use it where the same is computed, or delete it.",
      })),
};
