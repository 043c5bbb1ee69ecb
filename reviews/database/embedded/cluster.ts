import { execFile } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { StartError } from "../../start-error.ts";
import type { Account } from "./account.ts";
import { type Binaries, majorVersion } from "./binaries.ts";

export const SUPERUSER = "reviews";

/** Gives a folder to the account that PostgreSQL runs as, and to nobody else. */
export function makeFolder(path: string, { ids }: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (ids !== undefined) chownSync(path, ids.uid, ids.gid);
}

/**
 * Makes the cluster where there is none. It is made beside its place and moved there whole, so that an interrupted
 * start leaves nothing half-made.
 */
export async function createCluster(
  cluster: string,
  password: string,
  { initdb }: Binaries,
  account: Account,
): Promise<void> {
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  makeFolder(draft, account);
  const passwordFile = `${draft}/password`;
  // initdb wants an empty folder, so what it shall fill lies one deeper
  const data = join(draft, "data");
  makeFolder(data, account);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.ids !== undefined) chownSync(passwordFile, account.ids.uid, account.ids.gid);
  const [command, ...args] = [
    ...account.prefix,
    initdb,
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    ...["--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", "--no-instructions"],
    // built into PostgreSQL, so that the host's locales do not matter
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
  ] as [string, ...string[]];
  await promisify(execFile)(command, args, { cwd: dirname(cluster) }).catch((error: { stderr?: string }) => {
    throw new StartError(`PostgreSQL could not make its data folder: ${lastLine(error.stderr)}`);
  });
  renameSync(data, cluster);
  rmSync(draft, { recursive: true });
}

/** @throws StartError when another version of PostgreSQL made this cluster. */
export function checkVersion(cluster: string, binaries: Binaries): void {
  const found = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  const own = majorVersion(binaries);
  if (found === own) return;
  throw new StartError(
    `The database in ${cluster} was made by PostgreSQL ${found}, this is PostgreSQL ${own}: ` +
      "start the version that made it, or set FAROL_DATA_DIR to another folder.",
  );
}

export function exists(cluster: string): boolean {
  return existsSync(join(cluster, "PG_VERSION"));
}

export function lastLine(text: string | undefined): string {
  return text?.trim().split("\n").at(-1) ?? "it did not say why";
}
