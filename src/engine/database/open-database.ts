import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { FarolError } from "../../model/index.ts";
import { MIGRATIONS } from "./migrations.ts";
import { saysDamaged } from "./sqlite-error.ts";
import { transaction } from "./transaction.ts";

/** How long another process that uses the file is waited for, in milliseconds. */
const BUSY_MS = 2000;
/** What SQLite calls a database without a file. */
export const IN_MEMORY = ":memory:";

/**
 * Opens a file that may not exist, checks it, and brings it up to date.
 * @throws FarolError FAROL_DATABASE_DAMAGED, FAROL_DATABASE_NEWER, FAROL_DATABASE_UNUSABLE
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (path !== IN_MEMORY) mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: BUSY_MS });
    prepare(database, path);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof FarolError) throw error;
    throw saysDamaged(error) ? damaged(path, (error as Error).message, error) : unusable(path, error);
  }
}

function prepare(database: DatabaseSync, path: string): void {
  const check = String(Object.values(database.prepare("PRAGMA quick_check(1)").get()!)[0]);
  if (check !== "ok") throw damaged(path, check.split("\n").at(-1)!);
  transaction(database, () => migrate(database, path));
  // One file's sync for each commit, and none who reads waits for who writes.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
}

function migrate(database: DatabaseSync, path: string): void {
  const version = Number(database.prepare("PRAGMA user_version").get()!.user_version);
  if (version > MIGRATIONS.length) throw newer(path, version);
  for (const step of MIGRATIONS.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
}

function damaged(path: string, reason: string, cause?: unknown): FarolError {
  return new FarolError(
    {
      code: "FAROL_DATABASE_DAMAGED",
      found: `${path} (${reason})`,
      rule: "the file holds an SQLite database that Farol wrote",
      cure: "Put a copy of it back from a backup, or take it away: a new one is made.",
    },
    { cause },
  );
}

function newer(path: string, version: number): FarolError {
  return new FarolError({
    code: "FAROL_DATABASE_NEWER",
    found: `${path} of format ${version}`,
    rule: `this version of Farol reads formats up to ${MIGRATIONS.length}`,
    cure: "Run the version that wrote it, or give this one another data folder.",
  });
}

function unusable(path: string, cause: unknown): FarolError {
  return new FarolError(
    {
      code: "FAROL_DATABASE_UNUSABLE",
      found: `${path} (${cause instanceof Error ? cause.message : cause})`,
      rule: "the file and its folder can be read and written, and no other program locks it",
      cure: "Give the service's user the right to write there, free space, or choose another data folder.",
    },
    { cause },
  );
}
