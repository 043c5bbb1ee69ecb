import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isSqliteError } from "../../database/index.ts";

const FILE = "lock";
/** SQLite's code where another connection holds the lock (sqlite.org/rescode.html). */
const BUSY = 5;

/**
 * Takes a folder for this process alone, and makes it where it does not exist. The lock is the operating system's, taken
 * by way of SQLite since Node has no call for it: so it is gone when the process is, however that ended, and a process
 * number that was given away again cannot be mistaken for the owner.
 * @returns Gives the folder free.
 * @throws Error with the file system's code; EBUSY when another process has the folder.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, FILE);
  // SQLite says of most faults only that it cannot open the file; this says why.
  closeSync(openSync(path, "a"));
  const database = new DatabaseSync(path);
  try {
    // Nothing is ever written, so there is nothing to journal.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw isSqliteError(error) && error.errcode === BUSY ? inUse(error) : error;
  }
  return () => database.close();
}

function inUse(cause: Error): Error {
  return Object.assign(new Error("another process uses the folder", { cause }), { code: "EBUSY" });
}
