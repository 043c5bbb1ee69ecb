/** Builds the console's page into dist/console when it is missing or older than its sources. */
import { spawnSync } from "node:child_process";
import { globSync, statSync } from "node:fs";

const PAGE = "dist/console/index.html";
const SOURCES = ["src/console/**/*", "package-lock.json"];

/** @throws Error with what Vite says when it cannot build it. */
export function buildConsole(): void {
  if (!isStale()) return;
  const args = ["build", "--config", "src/console/vite.config.ts", "--logLevel", "warn"];
  // In a process of its own: some of Vite's failures end the process that it runs in.
  const { status, stdout, stderr, error } = spawnSync("node_modules/.bin/vite", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the console cannot be built: ${error?.message ?? stdout + stderr}`);
}

function isStale(): boolean {
  const builtMs = changedMs(PAGE);
  return globSync(SOURCES).some((path) => changedMs(path) > builtMs);
}

function changedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (import.meta.main) {
  try {
    buildConsole();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
