import type { Monitoring } from "../../define/index.ts";
import type { Stack } from "../stack.ts";
import { CHECKS } from "./checks.ts";
import type { Finding } from "./finding.ts";
import { type CheckOptions, subjectOf } from "./subject.ts";

export type { Check } from "./check.ts";
export { CHECKS } from "./checks.ts";
export { type Finding, LEVELS, type Level, pageOf, sentenceOf } from "./finding.ts";
export { sarifOf } from "./sarif.ts";
export type { CheckOptions } from "./subject.ts";

/** Everything that is wrong with a definition, or worth knowing, as far as that can be told without running it. */
export function checkMonitoring(monitoring: Monitoring, stack: Stack, options: CheckOptions = {}): Finding[] {
  const subject = subjectOf(monitoring, stack, options);
  const all = CHECKS.flatMap(({ code, level, find }) =>
    find(subject).map((found) => ({ code, level, ...found })),
  );
  return [...new Map(all.toReversed().map((finding) => [mistakeOf(finding), finding])).values()].reverse();
}

/** One mistake of an objective is in all of its recordings and alerts, which are written at one place; it is told once. */
function mistakeOf({ code, place, found, rule, cure }: Finding): string {
  return JSON.stringify([code, place, found.replace(/"[^"]*"/g, ""), rule, cure]);
}
