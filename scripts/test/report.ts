import { isExcused } from "./excused.ts";
import type { FileResult } from "./file.ts";

const SLOWEST = 10;

/** One file's line; the failures, with all they said, under it. */
export function fileReport(result: FileResult): string {
  const { path, passed, failures, skipped, durationMs, output } = result;
  const counts = [
    `${passed} passed`,
    ...(failures.length > 0 ? [`${failures.length} failed`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ];
  const line = `${failures.length > 0 ? "✘" : "✔"} ${path}  ${counts.join(", ")}  ${seconds(durationMs)}`;
  if (failures.length === 0) return line;
  const details = failures.map(({ name, error }) => `✘ ${name}\n${indented(error)}`);
  const written = output.trim() === "" ? [] : [`what it wrote:\n${indented(output.trim())}`];
  return [line, ...[...details, ...written].map(indented)].join("\n");
}

/** What is left to say of the whole run; its last line is the count. */
export function summary(results: readonly FileResult[]): string {
  return [...slowest(results), ...failed(results), ...skipped(results), countLine(results)].join("\n");
}

/** Tests over all files. */
export function totals(results: readonly FileResult[]) {
  const sum = (count: (result: FileResult) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failures }) => failures.length),
    skipped: sum(({ skipped }) => skipped.length),
    /** Those of the skipped ones that something that can be installed would have let run. */
    unexcused: sum(({ skipped }) => skipped.filter((one) => !isExcused(one)).length),
  };
}

function slowest(results: readonly FileResult[]): string[] {
  if (results.length === 0) return ["no test file has such a path"];
  const sorted = [...results].sort((a, b) => b.durationMs - a.durationMs).slice(0, SLOWEST);
  return [
    "",
    "slowest files:",
    ...sorted.map(({ path, durationMs }) => `  ${seconds(durationMs).padStart(7)}  ${path}`),
  ];
}

function failed(results: readonly FileResult[]): string[] {
  const names = results.flatMap(({ path, failures }) => failures.map(({ name }) => `  ${path}: ${name}`));
  return names.length === 0 ? [] : ["", "failed:", ...names];
}

function skipped(results: readonly FileResult[]): string[] {
  const names = results.flatMap(({ path, skipped }) =>
    skipped.map(({ name, reason }) => `  ${path}: ${name} (${reason})`),
  );
  return names.length === 0 ? [] : ["", `skipped (${names.length}):`, ...names];
}

function countLine(results: readonly FileResult[]): string {
  const { passed, failed } = totals(results);
  return `\n${passed} passed, ${failed} failed`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function indented(text: string): string {
  return text.replace(/^/gm, "    ");
}
