import type { Clock, Log } from "../../log.ts";
import { Question } from "./question.ts";
import { Replay } from "./replay.ts";

const CHECK_EVERY_MS = 250;
/** What was found out longer ago says nothing any more. */
const STALE_MS = 1500;

/** Positions in the log of changes, as numbers that JavaScript holds exactly up to 8 PiB. */
export const WRITTEN = "SELECT (pg_current_wal_lsn() - '0/0')::float8 AS lsn";
const REPLAYED =
  "SELECT pg_is_in_recovery() AS is_replica, (pg_last_wal_replay_lsn() - '0/0')::float8 AS lsn";

interface Watched {
  readonly primaryUrl: string;
  readonly replicaUrl: string;
  readonly maxLagMs: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Told after each check; undefined when the replica did not answer. */
  readonly onLag: (lagMs: number | undefined) => void;
}

/** Looks in the background at how far the replica is behind the primary, four times a second. Disposing of it ends that. */
export class ReplicaWatch implements Disposable {
  readonly #watched: Watched;
  readonly #written: Question<{ lsn: number }>;
  readonly #replayed: Question<{ is_replica: boolean; lsn: number | null }>;
  readonly #replay = new Replay();
  #checkedMs = Number.NEGATIVE_INFINITY;
  #lagMs = 0;
  #isUsed: boolean | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#written = new Question(watched.primaryUrl, WRITTEN);
    this.#replayed = new Question(watched.replicaUrl, REPLAYED);
    this.#timer = setTimeout(() => this.#tick());
  }

  /** How old a write is that a replica in use has for certain. */
  get horizonMs(): number {
    return this.#watched.maxLagMs + STALE_MS;
  }

  /** Whether the replica answers, lags less than it may, and has everything up to this position. */
  has(lsn: number): boolean {
    return this.#isUsable() && this.#replay.has(lsn);
  }

  /** The primary has written up to here. */
  written(lsn: number): void {
    this.#replay.written(lsn, this.#watched.clock.monotonic());
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written.close();
    this.#replayed.close();
  }

  async #tick(): Promise<void> {
    await this.#check();
    this.#tellChange();
    if (this.#timer !== undefined) this.#timer = setTimeout(() => this.#tick(), CHECK_EVERY_MS).unref();
  }

  /** When the primary is away nothing is written, so that what the replica lacked before is all it lacks. */
  async #check(): Promise<void> {
    const [replayed, written] = await Promise.allSettled([this.#replayed.ask(), this.#written.ask()]);
    const nowMs = this.#watched.clock.monotonic();
    const found = replayed.status === "fulfilled" && replayed.value.is_replica ? replayed.value.lsn : null;
    if (found !== null) {
      this.#replay.replayed(found);
      this.#lagMs = this.#replay.lagMs(nowMs);
      this.#checkedMs = nowMs;
    }
    this.#watched.onLag(found === null ? undefined : this.#lagMs);
    // after that, since the replica was asked at the same time and cannot have it yet
    if (written.status === "fulfilled") this.#replay.written(written.value.lsn, nowMs);
  }

  #isUsable(): boolean {
    const isKnown = this.#watched.clock.monotonic() - this.#checkedMs < STALE_MS;
    return isKnown && this.#lagMs <= this.#watched.maxLagMs;
  }

  #tellChange(): void {
    const isUsable = this.#isUsable();
    if (isUsable === this.#isUsed || this.#timer === undefined) return;
    this.#isUsed = isUsable;
    if (isUsable) this.#watched.log.info({}, "reads go to the replica");
    else
      this.#watched.log.warn({ lagMs: this.#lagMs }, "reads go to the primary: the replica is away or lags");
  }
}
