import type { RuleGroupSpec, RuleSpec } from "../alerting/index.ts";
import { lengthText, timeText } from "./length-text.ts";
import type { Evaluated } from "./service.ts";
import { notedTable, table, visible } from "./table.ts";

/** What the service says of its rules. */
export interface RulesBody extends Evaluated {
  readonly groups: readonly Group[];
  /** Rule files that are not evaluated, and why. */
  readonly faults: readonly { readonly file: string; readonly message: string }[];
  readonly missedTicks: number;
}

interface Group {
  readonly name: string;
  readonly file: string;
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly kind: "alert" | "recording";
  readonly name: string;
  readonly health: string;
  readonly message?: string;
  readonly state?: string;
  readonly lastMs: number | null;
  readonly durationMs: number | null;
}

const HEAD = ["health", "state", "kind", "name", "group", "last", "took"];

/** A line a rule, below it why it cannot be evaluated; files that are not; and how many rules there are of each health. */
export function runningText({ groups, faults, missedTicks }: RulesBody): string {
  const rules = groups.flatMap((group) => group.rules.map((rule) => ({ rule, group: group.name })));
  const rows = rules.map(({ rule, group }) => ({
    cells: rowOf(rule, group),
    notes: rule.message === undefined ? [] : [rule.message],
  }));
  const lines = notedTable(HEAD, rows, (column) => HEAD[column] === "took");
  const healths = [...Map.groupBy(rules, ({ rule }) => rule.health)];
  const counts = healths.map(([health, of]) => `${of.length} ${health}`).join(", ") || "none";
  const left = faults.map(({ file, message }) => visible(`Not evaluated: ${file}: ${message}`));
  const summary = `${counted(rules.length, "rule")}: ${counts}. ${counted(missedTicks, "tick")} missed.`;
  return [lines, ...left, summary].join("\n\n");
}

function rowOf({ health, state = "", kind, name, lastMs, durationMs }: Rule, group: string): string[] {
  const took = durationMs === null ? "" : `${durationMs.toFixed(1)} ms`;
  return [health, state, kind, name, group, lastMs === null ? "never" : timeText(lastMs), took];
}

/** What rule files hold: groups with their rules, and how many there are. */
export function specsText(groups: readonly RuleGroupSpec[]): string {
  const blocks = groups.map(({ file, name, intervalMs, rules }) => {
    const every = intervalMs === undefined ? "" : `, every ${lengthText(intervalMs)}`;
    const lines = rules.length === 0 ? [] : table(rules.map(specRow), () => false).split("\n");
    return [visible(`${file}: ${name}${every}`), ...lines.map((line) => `  ${line}`)].join("\n");
  });
  const rules = groups.flatMap((group) => group.rules);
  const alerts = rules.filter(({ kind }) => kind === "alert").length;
  const kinds = `${counted(alerts, "alert")}, ${counted(rules.length - alerts, "recording")}`;
  const summary = `${counted(groups.length, "group")}, ${counted(rules.length, "rule")}: ${kinds}.`;
  return [...blocks, summary].join("\n\n");
}

function specRow(rule: RuleSpec): string[] {
  const patience = rule.kind === "alert" && rule.forMs > 0 ? `for ${lengthText(rule.forMs)}` : "";
  return [rule.kind, rule.name, patience];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
