/** What `node:sqlite` throws. */
export interface SqliteError extends Error {
  readonly code: "ERR_SQLITE_ERROR";
  /** SQLite's own code (sqlite.org/rescode.html). */
  readonly errcode: number;
  readonly errstr: string;
}

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** Whether an error says that the file does not hold what it should. */
export function saysDamaged(error: unknown): boolean {
  if (!isSqliteError(error)) return false;
  // The low byte is the kind; the rest tells more of it.
  const kind = error.errcode & 0xff;
  return kind === CORRUPT || kind === NOT_A_DATABASE;
}
