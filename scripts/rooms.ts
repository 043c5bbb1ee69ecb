/** The rules of the house that no compiler knows: who may import what, whose clock, how long. */
import { globSync } from "node:fs";
import { sep } from "node:path";
import { type Finding, printed } from "./rooms/finding.ts";
import { checkClock, checkLength } from "./rooms/habits.ts";
import { checkImports } from "./rooms/imports.ts";
import { readPackages } from "./rooms/packages.ts";
import { checkRings } from "./rooms/rings.ts";
import { readSource } from "./rooms/source.ts";

/** Every finding in the tree at `root`, in the order of files and lines. */
export function checkRooms(root: string): Finding[] {
  const declared = { library: readPackages(root, "."), reviews: readPackages(root, "reviews") };
  const sources = sourcePaths(root).map((path) => readSource(root, path));
  const findings = sources.flatMap((source) => [
    ...checkImports(source, declared),
    ...checkClock(source),
    ...checkLength(source),
  ]);
  return [...findings, ...checkRings(sources)].sort((a, b) => compare(a.file, b.file) || a.line - b.line);
}

function sourcePaths(root: string): string[] {
  const exclude = (path: string) => path.includes("node_modules");
  return globSync("{src,reviews}/**/*.{ts,tsx}", { cwd: root, exclude })
    .map((path) => path.replaceAll(sep, "/"))
    .sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

if (import.meta.main) {
  const findings = checkRooms(".");
  for (const finding of findings) console.log(printed(finding));
  const errors = findings.filter(({ severity }) => severity === "error").length;
  console.log(`${errors} errors, ${findings.length - errors} warnings`);
  process.exitCode = errors === 0 ? 0 : 1;
}
