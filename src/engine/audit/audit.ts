import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../model/index.ts";

/** Something that was changed through the API. */
export interface AuditEntry {
  /** Wall time in milliseconds. */
  readonly atMs: number;
  /** The address of who asked. */
  readonly client: string;
  /** What was done: `silence.add`, `alert.resolve`. */
  readonly action: string;
  /** What it was done to, and how; never a secret. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** More entries than these are not kept. */
const KEEP = 10_000;

/** Who changed what through the API, and when. */
export class Audit {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** @throws Error when it cannot be written: then what is not on record is not done. */
  record(entry: Omit<AuditEntry, "atMs">): void {
    const { client, action, details } = entry;
    this.#database
      .prepare("INSERT INTO audit (at_ms, client, action, details) VALUES (?, ?, ?, ?)")
      .run(this.#clock.now(), client, action, JSON.stringify(details));
    this.#database
      .prepare("DELETE FROM audit WHERE id <= (SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET ?)")
      .run(KEEP);
  }

  /**
   * The latest first.
   * @param limit Default: all that are kept
   * @param untilMs Those of this time or before. Default: all
   */
  list(limit = KEEP, untilMs = Number.MAX_SAFE_INTEGER): AuditEntry[] {
    const rows = this.#database
      .prepare("SELECT * FROM audit WHERE at_ms <= ? ORDER BY at_ms DESC, id DESC LIMIT ?")
      .all(untilMs, limit);
    return rows.map(({ at_ms, client, action, details }) => ({
      atMs: Number(at_ms),
      client: String(client),
      action: String(action),
      details: JSON.parse(String(details)),
    }));
  }
}
