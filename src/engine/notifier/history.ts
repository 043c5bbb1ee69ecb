import type { Evidence, Labels } from "../../model/index.ts";
import type { KnownAlert } from "./known-alerts.ts";
import type { Ledger } from "./ledger.ts";

/** How many ended alerts are remembered, and for how long. */
const KEEP = 10_000;
const KEEP_MS = 30 * 24 * 3600 * 1000;

/** An alert from its beginning to its end. Times are wall time in milliseconds. */
interface PastAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** What the expression yielded last; null for what JSON has no number for. */
  readonly value: number | null;
  readonly startsAtMs: number;
  readonly endedAtMs: number;
  readonly durationMs: number;
  readonly generatorUrl: string;
  readonly evidence?: readonly Evidence[];
}

/** The alerts that ended, the newest ten thousand of thirty days. */
export class AlertHistory {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** One that was taken for ended and went on is remembered once, with its last end. */
  remember({ reportedAtMs: _, endsAtMs, ...alert }: KnownAlert): void {
    const past: PastAlert = {
      ...alert,
      endedAtMs: endsAtMs,
      durationMs: Math.max(0, endsAtMs - alert.startsAtMs),
    };
    this.#ledger.put("history", `${alert.fingerprint}@${alert.startsAtMs}`, past, endsAtMs);
  }

  /**
   * Those that ended between two times, the latest first.
   * @param limit Default 1000
   * @param sinceMs Default: all of them
   */
  list(limit = 1000, sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER): PastAlert[] {
    return this.#ledger.recent<PastAlert>("history", limit, sinceMs, untilMs);
  }

  trim(nowMs: number): void {
    this.#ledger.trim("history", KEEP, nowMs - KEEP_MS);
  }
}
