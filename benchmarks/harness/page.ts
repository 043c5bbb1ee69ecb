import { cpus, totalmem } from "node:os";
import type { Result } from "./result.ts";

/** The machine that a question was asked on, and when. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly node: string;
  /** Day of the run, as `2026-01-31`. */
  readonly date: string;
}

/** What one question found. */
export interface Answer {
  readonly name: string;
  readonly question: string;
  readonly machine: Machine;
  readonly results: readonly Result[];
}

/** What results.json holds. */
export interface Answers {
  readonly answers: readonly Answer[];
}

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** The page of all answers, in Markdown. */
export function toPage({ answers }: Answers): string {
  return [
    "# Benchmarks",
    "<!-- Written by `npm run bench`; edit benchmarks/, not this page. -->",
    "`npm run bench` asks these questions again on your machine and writes this page. Peers are measured in the same run,\n" +
      "in turn, and a ratio is the median over the rounds; so compare ratios between machines, and not figures.",
    ...answers.map(section),
    "",
  ].join("\n\n");
}

function section(answer: Answer): string {
  const { cpu, cores, memoryGib, node, date } = answer.machine;
  return [
    `## ${answer.name}`,
    answer.question,
    answerTable(answer),
    `Measured on ${date}: ${cpu}, ${cores} cores, ${memoryGib} GiB, Node ${node}.`,
  ].join("\n\n");
}

/** The figures of one question as a table. */
export function answerTable({ results }: Answer): string {
  const rows = results.map((result, i) => [
    result.measure === results[i - 1]?.measure ? "" : result.measure,
    result.who,
    `${figure(result.value)} ${result.unit}`,
    result.ratio === undefined ? "" : `${figure(result.ratio)}×`,
    result.target ?? "",
    result.reached === undefined ? "" : result.reached ? "yes" : "**no**",
  ]);
  return aligned([["measure", "who", "value", "to reference", "target", "reached"], ...rows]);
}

function aligned([head, ...rows]: readonly (readonly string[])[]): string {
  const widths = head!.map((_, column) => Math.max(...[head!, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [line(head!), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** Three digits that mean something. */
function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}
