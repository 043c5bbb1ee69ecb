import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { StartError } from "../../start-error.ts";
import { type Account, findAccount } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { checkVersion, createCluster, exists, lastLine, makeFolder, SUPERUSER } from "./cluster.ts";
import { runningOn, send, stop } from "./postmaster.ts";

const POLL_MS = 25;
const PATIENCE_MS = 20_000;

/** A PostgreSQL of our own. Disposing of it stops it. */
export interface EmbeddedDatabase extends AsyncDisposable {
  readonly url: string;
}

/**
 * Starts PostgreSQL on the cluster in `folder`, which is made when it does not exist. A server that an earlier, killed
 * process left behind is stopped first. It listens on a socket in a folder that only its account may enter, and on no port.
 * @throws StartError when it cannot.
 */
export async function startEmbedded(
  folder: string,
  password: string,
  binaries?: Binaries,
): Promise<EmbeddedDatabase> {
  const cluster = join(folder, "postgres");
  binaries ??= await findBinaries();
  const account = findAccount(cluster, [binaries.postgres, folder]);
  await stopOrphan(cluster);
  if (!exists(cluster)) await createCluster(cluster, password, binaries, account);
  checkVersion(cluster, binaries);
  const socketFolder = mkdtempSync("/tmp/reviews-");
  makeFolder(socketFolder, account);
  const server = spawnServer(cluster, socketFolder, binaries, account);
  const removeSocket = () => rmSync(socketFolder, { recursive: true, force: true });
  const kill = () => {
    send(server.pid!, "SIGQUIT");
    removeSocket();
  };
  process.once("exit", kill);
  const close = async () => {
    await stop({ pid: server.pid! });
    process.off("exit", kill);
    removeSocket();
  };
  const url = `postgres://${SUPERUSER}:${encodeURIComponent(password)}@localhost/postgres?host=${socketFolder}`;
  await untilReady(server, url, logOf(cluster)).catch(async (error) => {
    await close();
    throw error;
  });
  return { url, [Symbol.asyncDispose]: close };
}

async function stopOrphan(cluster: string): Promise<void> {
  const orphan = runningOn(cluster);
  if (orphan === undefined) return;
  await stop(orphan);
  if (orphan.socketFolder?.startsWith("/tmp/reviews-"))
    rmSync(orphan.socketFolder, { recursive: true, force: true });
}

const logOf = (cluster: string) => join(dirname(cluster), "postgres.log");

/** In a session of its own, so that the terminal's Ctrl-C reaches it through us only, after the last request. */
function spawnServer(
  cluster: string,
  socketFolder: string,
  { postgres }: Binaries,
  { prefix }: Account,
): ChildProcess {
  const [command, ...args] = [
    ...[...prefix, postgres, "-D", cluster],
    ...["-c", "listen_addresses=", "-c", `unix_socket_directories=${socketFolder}`],
  ] as [string, ...string[]];
  const log = openSync(logOf(cluster), "w", 0o600);
  try {
    return spawn(command, args, { detached: true, stdio: ["ignore", log, log] });
  } finally {
    closeSync(log);
  }
}

async function untilReady(server: ChildProcess, url: string, log: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
    if (server.exitCode !== null || server.pid === undefined) break;
    if (await answers(url)) return;
    await delay(POLL_MS);
  }
  throw new StartError(
    `The embedded PostgreSQL did not start: ${lastLine(readFileSync(log, "utf8"))} (see ${log})`,
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
