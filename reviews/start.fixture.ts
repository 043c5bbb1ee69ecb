import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { runningOn } from "./database/embedded/postmaster.ts";

const { PATH, NODE_COMPILE_CACHE } = process.env;
const START = fileURLToPath(new URL("./start.ts", import.meta.url));

export interface StartOptions {
  readonly dataDir: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
  /** What stands before `node` in the command. */
  readonly prefix?: readonly string[];
}

/** A process that runs `start.ts`, in a process group of its own as one that a terminal started. */
export interface Started {
  readonly process: ChildProcess;
  /** Where it listens, as it printed; rejects when it ends before. */
  readonly origin: Promise<string>;
  /** Its exit code, and the lines of its stderr. */
  readonly ended: Promise<{ code: number | null; stdout: string; errors: string[] }>;
}

/** A folder for data that is removed with the test file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "reviews-start-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function start({ dataDir, env, args = ["--no-traffic"], prefix = [] }: StartOptions): Started {
  const [command, ...rest] = [...prefix, process.execPath, START, ...args] as [string, ...string[]];
  const settings = { PORT: "0", LOG_LEVEL: "silent", FAROL_DATA_DIR: dataDir, ...env };
  const child = spawn(command, rest, { detached: true, env: { PATH, NODE_COMPILE_CACHE, ...settings } });
  after(() => child.kill("SIGKILL"));
  const text = { stdout: "", stderr: "" };
  const origin = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      text.stdout += chunk;
      const found = /API docs[^h]*(http:\S+)\/docs.*Ctrl-C/s.exec(text.stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on("close", () => reject(new Error(`ended before it was ready: ${text.stderr}`)));
  });
  origin.catch(() => {});
  child.stderr.on("data", (chunk) => {
    text.stderr += chunk;
  });
  const ended = once(child, "close").then(([code]) => ({
    code: code as number | null,
    stdout: text.stdout,
    errors: text.stderr.split("\n").filter((line) => line !== ""),
  }));
  return { process: child, origin, ended };
}

/** The process of the embedded database on this data; undefined when none runs. */
export function databaseProcess(dataDir: string): number | undefined {
  const cluster = join(dataDir, "postgres");
  const pid = existsSync(cluster) ? runningOn(cluster)?.pid : undefined;
  return pid !== undefined && existsSync(`/proc/${pid}`) ? pid : undefined;
}

/** The admin, signed in, as somebody who sends requests. */
export async function enterAsAdmin(origin: string, dataDir: string) {
  const password = readFileSync(join(dataDir, "admin-password"), "utf8");
  const signedIn = await fetch(`${origin}/api/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "admin@reviews.local", password }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  return (path: string, init: RequestInit = {}) =>
    fetch(`${origin}${path}`, {
      ...init,
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    });
}
