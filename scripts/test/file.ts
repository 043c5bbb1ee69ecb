import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { TestEvent } from "./reporter.ts";

/** What became of one test file. */
export interface FileResult {
  readonly path: string;
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: readonly Skipped[];
  readonly durationMs: number;
  /** What the file wrote to its terminal. */
  readonly output: string;
}

export interface Failure {
  readonly name: string;
  readonly error: string;
}

export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

const REPORTER = new URL("./reporter.ts", import.meta.url).href;
/** Hundreds of processes that begin with the same modules: what they compile is kept from run to run. */
const COMPILED_ONCE = { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
const PIPES_LIMIT_MS = 2_000;
const running = new Set<ChildProcess>();

/** Runs one file of tests in a process of its own, which is ended with all its children after `limitMs`. */
export async function runFile(path: string, limitMs: number): Promise<FileResult> {
  const folder = mkdtempSync(join(tmpdir(), "farol-test-"));
  const events = join(folder, "events");
  const started = performance.now();
  try {
    const end = await ended(path, events, limitMs);
    const lines = existsSync(events) ? readFileSync(events, "utf8").split("\n").filter(Boolean) : [];
    const told = lines.map((line) => JSON.parse(line) as TestEvent);
    return { path, ...resultOf(told, end), durationMs: performance.now() - started, output: end.output };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Ends whatever still runs, with all its children: for when the run itself is interrupted. */
export function endAll(): void {
  for (const child of running) endWithChildren(child);
}

interface End {
  readonly exit: string;
  readonly isTimeout: boolean;
  readonly output: string;
}

async function ended(path: string, events: string, limitMs: number): Promise<End> {
  const child = start(path, events);
  running.add(child);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const closed = once(child, "close");
  let isTimeout = false;
  const limit = setTimeout(() => {
    isTimeout = true;
    endWithChildren(child);
  }, limitMs);
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  clearTimeout(limit);
  endWithChildren(child);
  running.delete(child);
  // A child of the child that left the group may hold the pipes open for good.
  await Promise.race([closed, wait(PIPES_LIMIT_MS, undefined, { ref: false })]);
  return { exit: signal ?? `code ${code}`, isTimeout, output: Buffer.concat(chunks).toString() };
}

function start(path: string, events: string): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [`--test-reporter=${REPORTER}`, path], {
    // A file that is itself run by `node --test` would report in another way.
    env: { ...process.env, ...COMPILED_ONCE, NODE_TEST_CONTEXT: undefined, FAROL_TEST_EVENTS: events },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that its children can be ended with it.
    detached: true,
  });
}

function endWithChildren(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function resultOf(
  events: readonly TestEvent[],
  end: End,
): Pick<FileResult, "passed" | "failures" | "skipped"> {
  const failures = events.filter((event) => event.kind === "failed");
  const incomplete = incompletion(events, end, failures.length > 0);
  return {
    passed: events.filter(({ kind }) => kind === "passed").length,
    failures: incomplete === undefined ? failures : [...failures, incomplete],
    skipped: events.filter((event) => event.kind === "skipped"),
  };
}

/** What is wrong with the file as a whole: it was ended, fell, or left before its tests were through. */
function incompletion(events: readonly TestEvent[], end: End, hasFailures: boolean): Failure | undefined {
  const name = "the file as a whole";
  if (end.isTimeout) {
    const open = openTest(events);
    return {
      name,
      error: `ended at its time limit, ${open === undefined ? "with no test open: something keeps it running" : `in "${open}"`}`,
    };
  }
  if (end.exit !== "code 0" && !hasFailures) return { name, error: `ended with ${end.exit}` };
  if (events.length === 0) return { name, error: "holds no test, or left before its first test was through" };
  if (events.at(-1)?.kind !== "complete") return { name, error: "left before its tests were through" };
  return undefined;
}

/** The test that had begun last and not ended. */
function openTest(events: readonly TestEvent[]): string | undefined {
  const open: string[] = [];
  for (const event of events) {
    if (event.kind === "begun") open.push(event.name);
    else if (event.kind !== "complete" && open.includes(event.name))
      open.splice(open.lastIndexOf(event.name), 1);
  }
  return open.at(-1);
}
