import type { Clock, Look, Observation } from "../../../model/index.ts";
import { counted, durationText, timeText } from "../../diagnoses/index.ts";
import type { BreakerState, CallOutcome } from "../metrics.ts";

/** Changes that are remembered. */
const MAX_CHANGES = 30;
const HOUR_MS = 3_600_000;

interface Change {
  readonly atMs: number;
  readonly to: BreakerState;
  readonly cause: string | undefined;
}

/** What one circuit breaker did lately. */
export class BreakerHistory {
  readonly #clock: Clock;
  readonly #name: string;
  #state: BreakerState;
  readonly #changes: Change[] = [];
  /** How calls ended since it was closed last. */
  #calls: Partial<Record<CallOutcome, number>> = {};

  constructor(clock: Clock, name: string, state: BreakerState) {
    this.#clock = clock;
    this.#name = name;
    this.#state = state;
  }

  entered(to: BreakerState, cause: unknown): void {
    if (this.#state === "closed") this.#calls = {};
    this.#state = to;
    this.#changes.push({ atMs: this.#clock.now(), to, cause: kindOf(cause) });
    if (this.#changes.length > MAX_CHANGES) this.#changes.shift();
  }

  ended(outcome: CallOutcome): void {
    this.#calls[outcome] = (this.#calls[outcome] ?? 0) + 1;
  }

  /** What it did in the last hour; nothing of a breaker that stayed closed, unless the alert is about it. */
  readonly look: Look = ({ labels: { breaker } }) => {
    if (breaker !== undefined && breaker !== this.#name) return [];
    const nowMs = this.#clock.now();
    const changes = this.#changes.filter(({ atMs }) => nowMs - atMs <= HOUR_MS);
    const isQuiet = changes.length === 0 && this.#state === "closed";
    return isQuiet && breaker === undefined ? [] : [this.#observation(changes, nowMs)];
  };

  #observation(changes: readonly Change[], nowMs: number): Observation {
    const sinceMs = this.#changes.at(-1)?.atMs;
    const opened = changes.filter(({ to }) => to === "open").length;
    const cause = changes.findLast((change) => change.cause !== undefined)?.cause;
    const parts = [
      `${this.#name} is ${this.#state.replace("_", " ")}`,
      sinceMs !== undefined && ` for ${durationText(nowMs - sinceMs)}`,
      opened > 0 && `, opened ${counted(opened, "time")} in the last hour`,
      cause !== undefined && `, last by ${cause}`,
      this.#outcomes(),
    ];
    return {
      text: parts.filter(Boolean).join(""),
      details: { breaker: this.#name, state: this.#state, opened, ...this.#calls },
      block: changes.map(line).join("\n"),
    };
  }

  /** Of a closed breaker they say nothing: then it counts from the time that it was closed. */
  #outcomes(): string {
    const calls = Object.entries(this.#calls);
    if (this.#state === "closed" || calls.length === 0) return "";
    return `; calls since it was closed: ${calls.map(([outcome, count]) => `${count} ${outcome}`).join(", ")}`;
  }
}

/** An error's kind. Its message may hold what a caller sent, which has no place in a message to others. */
function kindOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const { code } = (cause.cause instanceof Error ? cause.cause : cause) as { code?: unknown };
  return typeof code === "string" ? `${cause.name} ${code}` : cause.name;
}

function line({ atMs, to, cause }: Change): string {
  return `${timeText(atMs)} ${to.replace("_", " ")}${cause === undefined ? "" : ` (${cause})`}`;
}
