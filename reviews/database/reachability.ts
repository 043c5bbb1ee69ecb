import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../log.ts";
import { backoffMs } from "./backoff.ts";
import { DatabaseAway } from "./faults.ts";

const TRIES = 3;
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 500;

/** What this needs to know of a database. */
export interface Reached {
  /** Tries to reach it. Rejects with why not; gives up by itself. */
  readonly probe: () => Promise<void>;
  /** Whether anybody wants to know any more. */
  readonly isWanted: () => boolean;
  readonly log: Log;
}

/**
 * Whether a database can be reached. One who could not connect has it probed, three times with pauses that grow; then
 * it counts as away, and everyone is refused at once until a probe in the background gets through again.
 */
export class Reachability {
  readonly #database: Reached;
  #verdict: Promise<void> | undefined;
  #away: Error | undefined;

  constructor(database: Reached) {
    this.#database = database;
  }

  get isAway(): boolean {
    return this.#away !== undefined;
  }

  /** @throws DatabaseAway while it is known to be away */
  assertReachable(): void {
    if (this.#away !== undefined) throw awayError(this.#away);
  }

  /**
   * Has it probed; those who ask at the same time share the answer.
   * @throws DatabaseAway when it cannot be reached
   */
  async doubt(): Promise<void> {
    this.assertReachable();
    this.#verdict ??= this.#inquire().finally(() => {
      this.#verdict = undefined;
    });
    await this.#verdict;
    this.assertReachable();
  }

  async #inquire(): Promise<void> {
    for (let attempt = 1; this.#away === undefined && this.#database.isWanted(); attempt++) {
      await delay(backoffMs(attempt, FIRST_PAUSE_MS, MAX_PAUSE_MS));
      const fault = await this.#probe();
      if (fault === undefined) return;
      if (attempt === TRIES || isNoAnswer(fault)) this.#leave(fault);
    }
  }

  #leave(fault: Error): void {
    this.#away = fault;
    this.#database.log.warn({ err: fault }, "the database is away");
    void this.#awaitReturn();
  }

  async #awaitReturn(): Promise<void> {
    for (let attempt = 1; this.#database.isWanted(); attempt++) {
      await delay(backoffMs(attempt, FIRST_PAUSE_MS, MAX_PAUSE_MS), undefined, { ref: false });
      if ((await this.#probe()) !== undefined) continue;
      this.#away = undefined;
      this.#database.log.info({}, "the database is back");
      return;
    }
  }

  #probe(): Promise<Error | undefined> {
    return this.#database.probe().then(
      () => undefined,
      (error) => error,
    );
  }
}

/** A probe that waited out its limit says enough. */
function isNoAnswer({ message }: Error): boolean {
  return message === "timeout expired";
}

function awayError(cause: Error): DatabaseAway {
  return new DatabaseAway(`the database is away: ${cause.message}`, { cause });
}
