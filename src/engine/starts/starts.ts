import { randomBytes } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Build, Logger, Start, StartLog } from "../../model/index.ts";
import { changedVariables, type Environment, fingerprints } from "./environment.ts";

/** The latest that are remembered: a service that starts again and again is seen to do so. */
const REMEMBERED = 50;

/** What begins to run. */
export interface Starting extends Build {
  /** Wall time in milliseconds. */
  readonly atMs: number;
  /** The version of Node. */
  readonly node: string;
  readonly environment: Environment;
}

/** The starts in the engine's database. Of the environment's values nothing is kept but what tells that one is another. */
export class Starts implements StartLog {
  readonly #statements: ReturnType<typeof statements>;

  constructor(database: DatabaseSync) {
    this.#statements = statements(database);
  }

  /** Remembers this process' start. Where that cannot be written, the log says so and nothing else happens. */
  begin(starting: Starting, logger: Logger): void {
    try {
      this.#insert(starting);
    } catch (error) {
      logger.warn({ reason: (error as Error).message }, "This start cannot be remembered");
    }
  }

  list(): readonly Start[] {
    return this.#statements.all.all().map(fromRow);
  }

  #insert({ atMs, version, revision, node, environment }: Starting): void {
    const { latest, insert, forget } = this.#statements;
    const before = latest.get();
    const changed = before === undefined ? [] : changedSince(before, environment);
    const salt = randomBytes(16).toString("hex");
    const kept = JSON.stringify(fingerprints(environment, salt));
    insert.run(Math.round(atMs), version, revision, node, JSON.stringify(changed), salt, kept);
    forget.run(REMEMBERED);
  }
}

function changedSince(before: Record<string, SQLOutputValue>, environment: Environment): string[] {
  return changedVariables(
    JSON.parse(String(before.environment)),
    fingerprints(environment, String(before.salt)),
  );
}

function statements(database: DatabaseSync) {
  return {
    all: database.prepare("SELECT at_ms, version, revision, node, changed FROM starts ORDER BY id DESC"),
    latest: database.prepare("SELECT salt, environment FROM starts ORDER BY id DESC LIMIT 1"),
    insert: database.prepare(
      "INSERT INTO starts (at_ms, version, revision, node, changed, salt, environment) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    forget: database.prepare(
      "DELETE FROM starts WHERE id <= (SELECT id FROM starts ORDER BY id DESC LIMIT 1 OFFSET ?)",
    ),
  };
}

function fromRow({ at_ms, version, revision, node, changed }: Record<string, SQLOutputValue>): Start {
  return {
    atMs: Number(at_ms),
    version: String(version),
    revision: String(revision),
    node: String(node),
    changed: JSON.parse(String(changed)),
  };
}
