import { type Change, type Finding, LEVELS, type Readers, sentenceOf } from "../compile/index.ts";

const DID = { add: "adds", remove: "removes", rename: "renames", change: "changes" } as const;
/** Longer values are told in two lines, the old one over the new one. */
const SHORT = 30;

export function findingText(finding: Finding): string {
  const { file, line, column } = finding.place;
  return `${file}:${line}:${column}\n  ${finding.level}: ${sentenceOf(finding)}`;
}

/** `2 errors, 1 note.` */
export function summaryText(findings: readonly Finding[]): string {
  const counts = LEVELS.map(
    (level) => [level, findings.filter((one) => one.level === level).length] as const,
  );
  const found = counts.filter(([, count]) => count > 0).map(([level, count]) => counted(count, level));
  return found.length === 0 ? "Nothing was found." : `${found.join(", ")}.`;
}

/** `renames metric a_total to b_total: 3 alerts, 1 panel`, and their names below. */
export function changeText(change: Change): string {
  const { kind, name, did } = change;
  const subject = `  ${DID[did]} ${kind} ${name}${did === "rename" ? ` to ${change.to}` : ""}`;
  const details = did === "change" ? change.aspects.map(aspectText) : [];
  const readers =
    "readers" in change && change.readers !== undefined ? readersText(change.readers) : undefined;
  return [
    readers === undefined ? subject : `${subject}: ${readers.counts}`,
    ...details,
    ...(readers?.names ?? []),
  ].join("\n");
}

function aspectText({ aspect, from, to }: { aspect: string; from: string; to: string }): string {
  if (from.length + to.length <= 2 * SHORT) return `      ${aspect}: ${from} → ${to}`;
  return `      ${aspect}:\n        - ${from}\n        + ${to}`;
}

function readersText(readers: Readers): { counts: string; names: string[] } {
  const groups = Object.entries(readers).filter(([, names]) => names.length > 0);
  return {
    counts:
      groups.map(([kind, { length }]) => counted(length, kind.slice(0, -1))).join(", ") || "nobody reads it",
    names: groups.map(([kind, names]) => `      ${kind}: ${names.join(", ")}`),
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
