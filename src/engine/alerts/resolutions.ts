import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Somebody said that an alert is over. */
export interface Resolution {
  /** The alert's, as Alertmanager's. */
  readonly fingerprint: string;
  /** When the alert began to fire: of the same labels, one that fires anew is another. Wall time in milliseconds. */
  readonly startsAtMs: number;
  readonly atMs: number;
  readonly author: string;
  readonly note: string;
}

const KEPT_MS = 30 * 24 * 3_600_000;

/** What people have said is over. */
export class Resolutions {
  readonly #database: DatabaseSync;
  readonly #find: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#find = database.prepare("SELECT * FROM resolutions WHERE fingerprint = ? AND starts_at_ms = ?");
  }

  /** The first that was said of an alert stands. */
  add({ fingerprint, startsAtMs, atMs, author, note }: Resolution): void {
    this.#database.prepare("DELETE FROM resolutions WHERE at_ms < ?").run(atMs - KEPT_MS);
    this.#database
      .prepare("INSERT OR IGNORE INTO resolutions VALUES (?, ?, ?, ?, ?)")
      .run(fingerprint, startsAtMs, atMs, author, note);
  }

  of(fingerprint: string, startsAtMs: number): Resolution | undefined {
    const row = this.#find.get(fingerprint, startsAtMs);
    if (row === undefined) return undefined;
    return {
      fingerprint,
      startsAtMs,
      atMs: Number(row.at_ms),
      author: String(row.author),
      note: String(row.note),
    };
  }
}
