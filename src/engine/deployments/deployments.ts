import { EventEmitter } from "node:events";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Clock, Deployment, DeploymentLog, DeploymentPhase } from "../../model/index.ts";
import { transaction } from "../database/index.ts";

/** The latest that are remembered: with two events each, a year of more than one deployment a day. */
const REMEMBERED = 1000;
/** How far apart in time two events may be of which the second is the first one, sent again. */
const REPEAT_MS = 5 * 60 * 1000;

/** An event that is told; `atMs` is now by default. */
export type DeploymentEvent = Omit<Deployment, "id" | "atMs"> & { readonly atMs?: number | undefined };

export interface Recorded {
  readonly deployment: Deployment;
  /** False when it was there already. */
  readonly isNew: boolean;
}

/** The deployments in the engine's database. */
export class Deployments implements DeploymentLog {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #events = new EventEmitter<{ recorded: [Deployment] }>();
  readonly #statements: ReturnType<typeof statements>;

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#statements = statements(database);
  }

  list(): readonly Deployment[] {
    return this.#statements.all.all().map(fromRow);
  }

  total(phase: DeploymentPhase): number {
    return Number(this.#statements.total.get(phase)?.recorded ?? 0);
  }

  onRecorded(listener: (deployment: Deployment) => void): () => void {
    this.#events.on("recorded", listener);
    return () => this.#events.off("recorded", listener);
  }

  /**
   * Remembers an event, beyond a crash once this returns. One that equals the event recorded last, and is less than
   * five minutes from it, is the same, sent again by a pipeline that did not hear the answer.
   * @throws SqliteError when the file cannot be written.
   */
  record({ phase, version, revision, note, atMs = this.#clock.now() }: DeploymentEvent): Recorded {
    const { latest, insert, count, forget } = this.#statements;
    const recorded = transaction(this.#database, (): Recorded => {
      const row = latest.get();
      const before = row && fromRow(row);
      const event = { phase, version, ...(revision && { revision }), atMs, ...(note && { note }) };
      if (before !== undefined && isRepeat(event, before)) return { deployment: before, isNew: false };
      const { lastInsertRowid } = insert.run(phase, version, revision ?? null, atMs, note ?? null);
      count.run(phase);
      forget.run(REMEMBERED);
      return { deployment: { id: Number(lastInsertRowid), ...event }, isNew: true };
    });
    if (recorded.isNew) this.#events.emit("recorded", recorded.deployment);
    return recorded;
  }
}

function isRepeat(event: Omit<Deployment, "id">, before: Deployment): boolean {
  const isEqual = (["phase", "version", "revision", "note"] as const).every(
    (key) => event[key] === before[key],
  );
  return isEqual && Math.abs(event.atMs - before.atMs) < REPEAT_MS;
}

function statements(database: DatabaseSync) {
  return {
    all: database.prepare("SELECT * FROM deployments ORDER BY at_ms, id"),
    latest: database.prepare("SELECT * FROM deployments ORDER BY id DESC LIMIT 1"),
    total: database.prepare("SELECT recorded FROM deployment_totals WHERE phase = ?"),
    insert: database.prepare(
      "INSERT INTO deployments (phase, version, revision, at_ms, note) VALUES (?, ?, ?, ?, ?)",
    ),
    count: database.prepare(
      "INSERT INTO deployment_totals VALUES (?, 1) ON CONFLICT DO UPDATE SET recorded = recorded + 1",
    ),
    forget: database.prepare(
      "DELETE FROM deployments WHERE id <= (SELECT id FROM deployments ORDER BY id DESC LIMIT 1 OFFSET ?)",
    ),
  };
}

function fromRow(row: Record<string, SQLOutputValue>): Deployment {
  const { id, phase, version, revision, at_ms, note } = row;
  return {
    id: Number(id),
    phase: phase as DeploymentPhase,
    version: String(version),
    ...(revision !== null && { revision: String(revision) }),
    atMs: Number(at_ms),
    ...(note !== null && { note: String(note) }),
  };
}
