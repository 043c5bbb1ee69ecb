import type { Gauge, Host } from "../../../model/index.ts";
import { dbUp } from "../metrics.ts";
import type { Row } from "./reading.ts";
import type { Readings } from "./readings.ts";
import type { Session } from "./session.ts";

const DEFAULT_EVERY_MS = 15_000;
/** How often it is asked whether the database answers. */
const PING_MS = 2000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5000;

/** How PostgreSQL's own statistics are read. */
export interface CollectorOptions {
  /** How often they are read, in milliseconds. Whether the database answers is asked every two seconds. Default: 15,000. */
  readonly everyMs?: number;
}

export interface Collected {
  readonly pool: string;
  readonly readings: Readings;
  readonly connect: () => Promise<Session>;
  /** Whether the application has closed its pool, and wants nothing of the database any more. */
  readonly isOver: () => boolean;
}

/**
 * Reads what a database tells of itself, on a connection of its own that stays open, so that its loss is seen at once.
 */
export class Collector {
  readonly #host: Host;
  readonly #collected: Collected;
  readonly #everyMs: number;
  readonly #up: Gauge<typeof dbUp.labels>;
  #session: Session | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isStopped = false;
  #isUp: boolean | undefined;
  #failures = 0;
  #dueMs = Number.NEGATIVE_INFINITY;

  constructor(host: Host, collected: Collected, { everyMs = DEFAULT_EVERY_MS }: CollectorOptions) {
    this.#host = host;
    this.#collected = collected;
    this.#everyMs = everyMs;
    this.#up = host.recorder.gauge(dbUp);
  }

  /** Looks at the database now, and again and again from here on. One look at a time; never rejects. */
  look(): Promise<void> {
    clearTimeout(this.#timer);
    this.#looking ??= this.#lookOnce().then((error) => {
      this.#looking = undefined;
      if (this.#collected.isOver()) this.stop();
      if (!this.#isStopped) this.#settle(error);
    });
    return this.#looking;
  }

  /**
   * Asks something out of turn, on the connection that is open.
   * @param sql Given the server's `server_version_num`.
   * @throws Error when there is none, or the server refuses.
   */
  async ask(sql: (version: number) => string): Promise<readonly Row[]> {
    const session = this.#session;
    if (session === undefined) {
      throw new Error(`the database of the pool ${this.#collected.pool} does not answer`);
    }
    return await session.read(sql(session.version));
  }

  /** Ends it, and takes away what it has shown. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#drop();
    this.#collected.readings.forget();
    this.#up.remove({ pool: this.#collected.pool });
  }

  /** Why the database does not answer; undefined when it does. */
  async #lookOnce(): Promise<Error | undefined> {
    const known = this.#session;
    try {
      if (known !== undefined) return await this.#ask(known);
    } catch {
      // Only this one connection may be lost: a new one says.
      this.#drop();
    }
    if (this.#isStopped) return undefined;
    try {
      return await this.#ask(await this.#connect());
    } catch (error) {
      this.#drop();
      return error as Error;
    }
  }

  async #connect(): Promise<Session> {
    const session = await this.#collected.connect();
    this.#session = session;
    if (this.#isStopped) throw new Error("stopped meanwhile");
    session.onLost(() => this.look());
    return session;
  }

  async #ask(session: Session): Promise<undefined> {
    const { clock } = this.#host;
    if (clock.monotonic() < this.#dueMs) await session.read("SELECT 1");
    else {
      await this.#collected.readings.take(session);
      this.#dueMs = clock.monotonic() + this.#everyMs;
    }
  }

  #settle(error: Error | undefined): void {
    this.#failures = error === undefined ? 0 : this.#failures + 1;
    this.#up.set({ pool: this.#collected.pool }, error === undefined ? 1 : 0);
    if (error !== undefined) this.#collected.readings.forget();
    this.#tell(error);
    this.#timer = setTimeout(() => this.look(), this.#pauseMs()).unref();
  }

  /** One line when the database goes, and one when it is back. */
  #tell(error: Error | undefined): void {
    const { logger } = this.#host;
    const { pool } = this.#collected;
    const isUp = error === undefined;
    const wasUp = this.#isUp ?? true;
    this.#isUp = isUp;
    if (wasUp && !isUp) logger.error({ pool, reason: reasonOf(error) }, "The database does not answer");
    if (!wasUp && isUp) logger.info({ pool }, "The database answers again");
  }

  #pauseMs(): number {
    if (this.#failures > 0) return Math.min(FIRST_RETRY_MS * 2 ** (this.#failures - 1), LAST_RETRY_MS);
    return Math.min(Math.max(this.#dueMs - this.#host.clock.monotonic(), 0), PING_MS);
  }

  #drop(): void {
    this.#session?.close();
    this.#session = undefined;
  }
}

/** Where a name has several addresses, the error has no message but of each. */
function reasonOf({ message, code }: Error & { readonly code?: string }): string {
  return message || (code ?? "unknown");
}
