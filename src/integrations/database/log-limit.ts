import type { Clock } from "../../model/index.ts";

const INTERVAL_MS = 1000;
/** Subjects whose last line is remembered. */
const MAX_SUBJECTS = 500;

interface Line {
  loggedMs: number;
  suppressed: number;
}

/** Lets one line a subject and second through to the log. */
export class LogLimit {
  readonly #clock: Clock;
  readonly #lines = new Map<string, Line>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many lines on this subject were left out since its last one; undefined when this one shall be left out, too. */
  pass(subject: string): number | undefined {
    const nowMs = this.#clock.monotonic();
    const last = this.#lines.get(subject);
    if (last !== undefined && nowMs - last.loggedMs < INTERVAL_MS) {
      last.suppressed++;
      return undefined;
    }
    this.#remember(subject, nowMs);
    return last?.suppressed ?? 0;
  }

  /** In the order of their last lines, so that the first is the one to forget. */
  #remember(subject: string, loggedMs: number): void {
    this.#lines.delete(subject);
    const oldest = this.#lines.size >= MAX_SUBJECTS ? this.#lines.keys().next().value : undefined;
    if (oldest !== undefined) this.#lines.delete(oldest);
    this.#lines.set(subject, { loggedMs, suppressed: 0 });
  }
}
