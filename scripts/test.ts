/**
 * The one test command: `npm test`, or `npm test -- src/engine` for the files whose path holds one of the words.
 * Fails when a test fails or none ran, and with CI=true also when one was skipped, but for want of data of others.
 */
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { buildConsole } from "./build-console.ts";
import { install, mayInstall, missingPackages } from "./debian-packages.ts";
import { endAll, type FileResult, runFile } from "./test/file.ts";
import { fileReport, summary, totals } from "./test/report.ts";

/** Those that wait longest for other programs come first, so that the end does not wait for one of them. */
const FOLDERS = ["test", "reviews", "scripts", "src"];
const FILE_LIMIT_MS = 300_000;
/** One more than there are cores, as some wait. */
const AT_ONCE = 1 + availableParallelism();

function testFiles(words: readonly string[]): string[] {
  const exclude = (path: string) => path.includes("node_modules");
  const all = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.test.ts`, { exclude }).sort());
  const wanted = words.map((word) => word.replace(/^\.\//, ""));
  return wanted.length === 0 ? all : all.filter((path) => wanted.some((word) => path.includes(word)));
}

/** Installs what these files need where that is possible; otherwise their tests skip themselves. */
function provide(files: readonly string[]): void {
  const missing = missingPackages(files);
  if (missing.length === 0 || !mayInstall()) return;
  console.log(`installing ${missing.map(({ name }) => name).join(", ")}`);
  try {
    install(missing);
  } catch (error) {
    console.log(`${(error as Error).message}: tests that need these packages are skipped`);
  }
}

/** Builds the console where it is not current; a failure counts like that of a test. */
function provideConsole(): FileResult[] {
  try {
    buildConsole();
    return [];
  } catch (error) {
    const failure = { name: "the console can be built", error: (error as Error).message };
    const result = {
      path: "src/console",
      passed: 0,
      failures: [failure],
      skipped: [],
      durationMs: 0,
      output: "",
    };
    console.log(fileReport(result));
    return [result];
  }
}

/** Runs the files, a few at once, and says of each how it went. */
async function runAll(files: readonly string[]): Promise<FileResult[]> {
  const waiting = [...files];
  const results: FileResult[] = [];
  const worker = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const result = await runFile(path, FILE_LIMIT_MS);
      results.push(result);
      console.log(fileReport(result));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}

const { positionals } = parseArgs({ allowPositionals: true });
const files = testFiles(positionals);
provide(files);
const results = [...provideConsole(), ...(await runAll(files))];
console.log(summary(results));
const { passed, failed, unexcused } = totals(results);
const isGreen = failed === 0 && passed > 0 && (unexcused === 0 || process.env.CI !== "true");
process.exitCode = isGreen ? 0 : 1;
