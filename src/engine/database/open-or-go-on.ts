import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { type Clock, FarolError, type Logger } from "../../model/index.ts";
import { IN_MEMORY, openDatabase } from "./open-database.ts";

export interface DatabaseOptions {
  /** Where the file lies; it is made when it does not exist. Default: nothing outlives the process. */
  readonly dataDir?: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

const FILE = "farol.db";

/**
 * Opens the engine's database, whatever state it is in, since the application shall not wait for Farol's file to be
 * mended. A damaged file is set aside under another name and a new one begun. One that cannot be used, or is a newer
 * version's, stays as it is, and until the next start nothing is remembered. Either is logged.
 */
export function openOrGoOn({ dataDir, clock, logger }: DatabaseOptions): DatabaseSync {
  if (dataDir === undefined) return openDatabase(IN_MEMORY);
  const path = join(dataDir, FILE);
  try {
    return openOrBeginAnew(path, clock, logger);
  } catch (error) {
    logger.error({ err: error }, "Farol: what happens now is not remembered beyond this process");
    return openDatabase(IN_MEMORY);
  }
}

function openOrBeginAnew(path: string, clock: Clock, logger: Logger): DatabaseSync {
  try {
    return openDatabase(path);
  } catch (error) {
    if (!(error instanceof FarolError) || error.code !== "FAROL_DATABASE_DAMAGED") throw error;
    const aside = setAside(path, clock);
    const database = openDatabase(path);
    logger.error({ err: error, path, aside }, "Farol: its database was damaged; a new one was begun");
    return database;
  }
}

/** Renames the file, and with it the journals that SQLite looks for beside it. @returns Its new path. */
function setAside(path: string, clock: Clock): string {
  const at = new Date(clock.now()).toISOString().replaceAll(/[-:]/g, "");
  const aside = `${path}.damaged-${at}`;
  for (const journal of ["", "-wal", "-shm"]) {
    if (existsSync(path + journal)) renameSync(path + journal, aside + journal);
  }
  return aside;
}
