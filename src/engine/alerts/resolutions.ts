import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Logger } from "../../model/index.ts";
import { isSqliteError } from "../database/index.ts";

/** Somebody said that an alert is over. */
export interface Resolution {
  /** The alert's, as Alertmanager's. */
  readonly fingerprint: string;
  readonly alertname: string;
  /** When the alert began to fire: of the same labels, one that fires anew is another. Wall time in milliseconds. */
  readonly startsAtMs: number;
  readonly atMs: number;
  readonly author: string;
  readonly note: string;
}

const KEPT_MS = 30 * 24 * 3_600_000;

/** What people have said is over. A resolution stands until the alert's own rule finds it over, too. */
export class Resolutions {
  readonly #statements: ReturnType<typeof statements>;
  readonly #logger: Logger;
  /** By fingerprint. */
  readonly #standing: Map<string, Resolution>;

  constructor(database: DatabaseSync, logger: Logger) {
    this.#statements = statements(database);
    this.#logger = logger;
    const standing = this.#statements.standing.all().map(fromRow);
    this.#standing = new Map(standing.map((one) => [one.fingerprint, one]));
  }

  /** @throws Error when it cannot be written: then it does not stand */
  add(resolution: Resolution): void {
    const { fingerprint, alertname, startsAtMs, atMs, author, note } = resolution;
    this.#statements.forget.run(atMs - KEPT_MS);
    this.#statements.add.run(fingerprint, startsAtMs, atMs, author, note, alertname);
    this.#standing.set(fingerprint, resolution);
  }

  /** What was said of an alert that began then. */
  of(fingerprint: string, startsAtMs: number): Resolution | undefined {
    const row = this.#statements.find.get(fingerprint, startsAtMs);
    return row === undefined ? undefined : fromRow(row);
  }

  /** What stands of alerts with these labels. */
  standing(fingerprint: string): Resolution | undefined {
    return this.#standing.get(fingerprint);
  }

  /** All that stand. */
  allStanding(): Resolution[] {
    return [...this.#standing.values()];
  }

  /** The rule has found the alert over: one that fires anew is told of again. Never throws. */
  end({ fingerprint }: Resolution): void {
    this.#standing.delete(fingerprint);
    try {
      this.#statements.end.run(fingerprint);
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      this.#logger.error({ err: error }, "Farol: a restart would take a resolved alert for the one before");
    }
  }
}

function statements(
  database: DatabaseSync,
): Record<"find" | "standing" | "add" | "forget" | "end", StatementSync> {
  return {
    find: database.prepare("SELECT * FROM resolutions WHERE fingerprint = ? AND starts_at_ms = ?"),
    standing: database.prepare("SELECT * FROM resolutions WHERE stands ORDER BY at_ms"),
    add: database.prepare("INSERT OR REPLACE INTO resolutions VALUES (?, ?, ?, ?, ?, ?, 1)"),
    forget: database.prepare("DELETE FROM resolutions WHERE at_ms < ? AND NOT stands"),
    end: database.prepare("UPDATE resolutions SET stands = 0 WHERE fingerprint = ?"),
  };
}

function fromRow(row: Readonly<Record<string, unknown>>): Resolution {
  return {
    fingerprint: String(row.fingerprint),
    alertname: String(row.alertname),
    startsAtMs: Number(row.starts_at_ms),
    atMs: Number(row.at_ms),
    author: String(row.author),
    note: String(row.note),
  };
}
