import type { DatabaseSync } from "node:sqlite";
import type { Clock, Logger } from "../../model/index.ts";
import { transaction } from "../database/index.ts";

/** What the notifier remembers: each kind's rows have keys of their own. */
export type Kind = "alert" | "log" | "waiting" | "message" | "settled" | "silence" | "history";

/** How long the file is left alone after it could not be written; a locked one makes each attempt wait. */
const RETRY_MS = 10_000;
/** What may lie unwritten; beyond it the oldest is forgotten. */
const MAX_UNSAVED = 50_000;

interface Change {
  readonly kind: Kind;
  readonly key: string;
  /** Undefined: it is taken away. */
  readonly body: object | undefined;
  readonly atMs: number;
}

/**
 * The notifier's memory on disk. Changes are collected, and written together by `save`. What cannot be written stays
 * collected and is tried again: the notifier works from its own memory and only a restart would miss it.
 */
export class Ledger {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #unsaved = new Map<string, Change>();
  #failedAtMs: number | undefined;

  constructor(database: DatabaseSync, clock: Clock, logger: Logger) {
    this.#database = database;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** @param body Plain JSON; read when it is saved. */
  put(kind: Kind, key: string, body: object, atMs = this.#clock.now()): void {
    this.#change({ kind, key, body, atMs });
  }

  remove(kind: Kind, key: string): void {
    this.#change({ kind, key, body: undefined, atMs: 0 });
  }

  #change(change: Change): void {
    const at = `${change.kind}/${change.key}`;
    this.#unsaved.delete(at);
    this.#unsaved.set(at, change);
    if (this.#unsaved.size > MAX_UNSAVED) this.#unsaved.delete(this.#unsaved.keys().next().value!);
  }

  /** Writes what was collected. Once it returned without `unsaved` left, that outlives a crash. */
  save(): void {
    if (this.#unsaved.size === 0 || this.#clock.now() < this.retryAtMs) return;
    try {
      transaction(this.#database, () => this.#write());
      this.#unsaved.clear();
      if (this.#failedAtMs !== undefined) this.#logger.info({}, "Farol: notifications are remembered again");
      this.#failedAtMs = undefined;
    } catch (error) {
      if (this.#failedAtMs === undefined) {
        this.#logger.error({ err: error }, "Farol: notifications go on, and a restart would forget them");
      }
      this.#failedAtMs = this.#clock.now();
    }
  }

  #write(): void {
    const put = this.#database.prepare("INSERT OR REPLACE INTO notifier VALUES (?, ?, ?, ?)");
    const remove = this.#database.prepare("DELETE FROM notifier WHERE kind = ? AND key = ?");
    for (const { kind, key, body, atMs } of this.#unsaved.values()) {
      if (body === undefined) remove.run(kind, key);
      else put.run(kind, key, Math.round(atMs), JSON.stringify(body));
    }
  }

  /** How many changes are not on disk. */
  get unsaved(): number {
    return this.#unsaved.size;
  }

  /** When writing is tried again; long past when it did not fail. */
  get retryAtMs(): number {
    return this.#failedAtMs === undefined ? 0 : this.#failedAtMs + RETRY_MS;
  }

  /** All of a kind, oldest first. */
  load<T>(kind: Kind): T[] {
    return this.recent<T>(kind, Number.MAX_SAFE_INTEGER).reverse();
  }

  /** The newest of a kind between two times, newest first, saved or not. */
  recent<T>(kind: Kind, limit: number, sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER): T[] {
    const unsaved = [...this.#unsaved.values()].filter((one) => one.kind === kind);
    const hidden = new Set(unsaved.map(({ key }) => key));
    const saved = this.#saved(kind, limit, sinceMs, untilMs).filter(({ key }) => !hidden.has(key));
    const isMeant = ({ body, atMs }: Change) => body !== undefined && atMs >= sinceMs && atMs <= untilMs;
    return [...(unsaved.filter(isMeant) as { atMs: number; body: object }[]), ...saved]
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, limit)
      .map(({ body }) => body as T);
  }

  #saved(kind: Kind, limit: number, sinceMs: number, untilMs: number) {
    const rows = this.#database
      .prepare(
        `SELECT * FROM notifier WHERE kind = ? AND at_ms BETWEEN ? AND ?
           ORDER BY at_ms DESC, rowid DESC LIMIT ?`,
      )
      .all(kind, sinceMs, untilMs, limit);
    return rows.map(({ key, at_ms, body }) => ({
      key: String(key),
      atMs: Number(at_ms),
      body: JSON.parse(String(body)),
    }));
  }

  /** Forgets those of a kind that are older than a time, and all but the newest so many. */
  trim(kind: Kind, keep: number, sinceMs: number): void {
    try {
      this.#database
        .prepare(
          `DELETE FROM notifier WHERE kind = ? AND (at_ms < ? OR rowid NOT IN
             (SELECT rowid FROM notifier WHERE kind = ? ORDER BY at_ms DESC, rowid DESC LIMIT ?))`,
        )
        .run(kind, sinceMs, kind, keep);
    } catch {
      // A file that cannot be written is told of by save.
    }
  }
}
