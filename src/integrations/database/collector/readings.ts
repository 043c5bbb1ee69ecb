import type { Host } from "../../../model/index.ts";
import type { Reading } from "./reading.ts";
import type { Session } from "./session.ts";

/** Takes readings one after the other. What the server refuses is left out, with one line in the log. */
export class Readings {
  readonly #host: Host;
  readonly #pool: string;
  readonly #readings: readonly Reading[];
  /** Those that were logged, until they are answered again. */
  readonly #logged = new Set<Reading>();
  /** Those that this server will not answer: asking again would only fill its log. */
  readonly #leftOut = new Set<Reading>();

  constructor(host: Host, pool: string, readings: readonly Reading[]) {
    this.#host = host;
    this.#pool = pool;
    this.#readings = readings;
  }

  /** @throws Error when the session is lost. */
  async take(session: Session): Promise<void> {
    for (const reading of this.#readings) {
      if (!this.#leftOut.has(reading)) await this.#take(reading, session);
    }
  }

  /** The server is away, or asked no more. When it is back, its rights may be others. */
  forget(): void {
    this.#leftOut.clear();
    for (const reading of this.#readings) reading.forget();
  }

  async #take(reading: Reading, session: Session): Promise<void> {
    try {
      reading.take(await session.read(reading.sql(session.version)));
      this.#logged.delete(reading);
    } catch (error) {
      const { code, severity, message } = error as { code?: string; severity?: string; message: string };
      const isServers = severity !== undefined && code !== undefined;
      if (!isServers || isLoss(code)) throw error;
      reading.forget();
      if (isFinal(code)) this.#leftOut.add(reading);
      this.#log(reading, message);
    }
  }

  #log(reading: Reading, reason: string): void {
    if (this.#logged.has(reading)) return;
    this.#logged.add(reading);
    const fields = { pool: this.#pool, reading: reading.name, reason };
    this.#host.logger.warn(fields, "PostgreSQL's statistics cannot be read in full");
  }
}

/** Connection exception, and operator intervention but for a statement that was cancelled (PostgreSQL, Appendix A). */
function isLoss(code: string): boolean {
  return code.startsWith("08") || code.startsWith("57P");
}

/** Syntax error or access rule violation: no right, no such view. */
function isFinal(code: string): boolean {
  return code.startsWith("42");
}
