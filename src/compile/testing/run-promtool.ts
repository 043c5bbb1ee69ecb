import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { FarolError } from "../../model/index.ts";
import { cannotRun } from "./promtool-version.ts";

/** What promtool says of one file of tests. */
export interface FileVerdict {
  readonly path: string;
  /** Undefined when all of its tests passed. */
  readonly failure: string | undefined;
}

/** Few, so that all cores are done at about the same time. */
const FILES_A_RUN = 12;
const DEADLINE_MS = 300_000;
/** Each core has a run of its own, which is over before it has much to collect: a quarter less time for all. */
const GO_SETTINGS = { GOMAXPROCS: "1", GOGC: "400" };

/**
 * Runs files of rule tests in a folder, by promtool: a few files a run, and as many runs at once as there are cores.
 * @param deadlineMs how long one run may take
 * @throws FarolError FAROL_PROMTOOL when it is not installed, or ends or is ended without saying anything of a file
 */
export async function runPromtool(
  folder: string,
  paths: readonly string[],
  deadlineMs = DEADLINE_MS,
): Promise<FileVerdict[]> {
  const verdicts = new Map<string, FileVerdict>();
  const waiting = Array.from({ length: Math.ceil(paths.length / FILES_A_RUN) }, (_, i) =>
    paths.slice(i * FILES_A_RUN, (i + 1) * FILES_A_RUN),
  );
  const aborting = new AbortController();
  const worker = async (_: undefined, i: number) => {
    const log = join(folder, `promtool-${i}.log`);
    for (let files = waiting.shift(); files !== undefined; files = waiting.shift()) {
      const ending = await run(files, { folder, log, deadlineMs, signal: aborting.signal });
      for (const one of verdictsIn(readFileSync(log, "utf8"), files, ending)) verdicts.set(one.path, one);
    }
  };
  const workers = Array.from({ length: availableParallelism() }, worker);
  try {
    await Promise.all(workers);
  } finally {
    aborting.abort();
    await Promise.allSettled(workers);
  }
  return paths.map((path) => verdicts.get(path)!);
}

interface Run {
  readonly folder: string;
  /** Takes both streams, since promtool names the file on one and its failures on the other. */
  readonly log: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** @returns How it ended, in words. */
async function run(files: readonly string[], { folder, log, deadlineMs, signal }: Run): Promise<string> {
  const file = openSync(log, "w");
  const child = spawn("promtool", ["test", "rules", ...files], {
    ...{ cwd: folder, env: { ...GO_SETTINGS, ...process.env }, signal, stdio: ["ignore", file, file] },
  });
  // not spawn's own timeout, which waits on where there is no program to start
  const deadline = setTimeout(() => child.kill(), deadlineMs);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, by) =>
        resolve(by === null ? `with ${code}` : `by ${by}, at the latest after ${deadlineMs / 1000} s,`),
      );
    });
  } catch (error) {
    throw cannotRun((error as Error).message, error);
  } finally {
    clearTimeout(deadline);
    closeSync(file);
  }
}

function verdictsIn(output: string, files: readonly string[], ending: string): FileVerdict[] {
  const sections = new Map(
    output
      .split(/^Unit Testing: +/m)
      .slice(1)
      .map(sectionOf),
  );
  return files.map((path) => {
    const [, verdict, failure] = /^(SUCCESS|FAILED):?\s*(.*)$/s.exec(sections.get(path) ?? "") ?? [];
    if (verdict === undefined) throw unfinished(output, ending);
    return { path, failure: verdict === "SUCCESS" ? undefined : failure };
  });
}

function sectionOf(section: string): [path: string, said: string] {
  const end = section.indexOf("\n");
  return [section.slice(0, end).trim(), section.slice(end).trim()];
}

function unfinished(output: string, ending: string): FarolError {
  return new FarolError({
    code: "FAROL_PROMTOOL",
    found: `promtool, which ended ${ending} before all tests were run`,
    rule: "it says of each file whether its tests passed",
    cure: `It said: ${output.trim() || "nothing"}`,
  });
}
