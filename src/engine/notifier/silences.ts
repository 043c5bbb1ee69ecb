import { randomUUID } from "node:crypto";
import { matchesValue } from "../../alerting/index.ts";
import { type AlertMatcher, type Clock, FarolError } from "../../model/index.ts";
import type { Ledger } from "./ledger.ts";

/** What a person asks for. Times are wall time in milliseconds. */
interface SilenceSpec {
  /** All of them have to match; one at least must not match the empty text, lest everything falls silent. */
  readonly matchers: readonly AlertMatcher[];
  /** Default: now */
  readonly startsAtMs?: number;
  readonly endsAtMs: number;
  readonly author: string;
  readonly reason: string;
}

/** Why and how long nobody is told of alerts that match. */
export interface Silence extends Required<SilenceSpec> {
  readonly id: string;
  readonly createdAtMs: number;
}

type SilenceState = "pending" | "active" | "expired";
export type ListedSilence = Silence & { readonly state: SilenceState };

/** The most that there may be; those that expired are forgotten first. */
const MAX_SILENCES = 1000;
/** How long one that expired is still listed. */
const KEEP_EXPIRED_MS = 5 * 24 * 3600 * 1000;

/** The silences that there are, on disk as soon as they are made. */
export class Silences {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #silences = new Map<string, Silence>();

  constructor(ledger: Ledger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
    for (const silence of ledger.load<Silence>("silence")) this.#silences.set(silence.id, silence);
  }

  /** Newest first. */
  list(): ListedSilence[] {
    const nowMs = this.#clock.now();
    return [...this.#silences.values()]
      .map((silence) => ({ ...silence, state: stateOf(silence, nowMs) }))
      .sort((a, b) => b.createdAtMs - a.createdAtMs);
  }

  /** Whether one can be added. @throws FarolError as `add` does */
  check(spec: SilenceSpec): void {
    const nowMs = this.#clock.now();
    checkSilence({ startsAtMs: nowMs, ...spec }, nowMs);
    const isFull = this.#silences.size >= MAX_SILENCES && this.#oldestExpired(nowMs) === undefined;
    if (isFull) throw refused(`${MAX_SILENCES} silences`, "there are no more than that");
  }

  /** @throws FarolError FAROL_SILENCE for one that silences nothing, or everything, or names nobody; FAROL_MATCHER */
  add(spec: SilenceSpec): ListedSilence {
    this.check(spec);
    const nowMs = this.#clock.now();
    const { matchers, startsAtMs = nowMs, endsAtMs, author, reason } = spec;
    if (this.#silences.size >= MAX_SILENCES) this.#forget(this.#oldestExpired(nowMs)!.id);
    const silence = { id: randomUUID(), matchers, startsAtMs, endsAtMs, author, reason, createdAtMs: nowMs };
    this.#keep(silence);
    return { ...silence, state: stateOf(silence, nowMs) };
  }

  /**
   * Ends a silence now; one that has not begun never does.
   * @returns It; undefined when there is none of this id. One that had ended stays as it is.
   */
  expire(id: string): ListedSilence | undefined {
    const silence = this.#silences.get(id);
    if (silence === undefined) return undefined;
    const nowMs = this.#clock.now();
    if (stateOf(silence, nowMs) !== "expired") {
      this.#keep({ ...silence, startsAtMs: Math.min(silence.startsAtMs, nowMs), endsAtMs: nowMs });
    }
    return { ...this.#silences.get(id)!, state: "expired" };
  }

  active(nowMs: number): Silence[] {
    return [...this.#silences.values()].filter((silence) => stateOf(silence, nowMs) === "active");
  }

  /** Forgets those that expired long ago. */
  trim(nowMs: number): void {
    for (const { id, endsAtMs } of this.#silences.values()) {
      if (endsAtMs < nowMs - KEEP_EXPIRED_MS) this.#forget(id);
    }
  }

  #oldestExpired(nowMs: number): Silence | undefined {
    return [...this.#silences.values()]
      .filter((silence) => stateOf(silence, nowMs) === "expired")
      .sort((a, b) => a.endsAtMs - b.endsAtMs)[0];
  }

  #keep(silence: Silence): void {
    this.#silences.set(silence.id, silence);
    this.#ledger.put("silence", silence.id, silence, silence.createdAtMs);
    this.#ledger.save();
  }

  #forget(id: string): void {
    this.#silences.delete(id);
    this.#ledger.remove("silence", id);
  }
}

function stateOf({ startsAtMs, endsAtMs }: Silence, nowMs: number): SilenceState {
  if (endsAtMs <= nowMs) return "expired";
  return startsAtMs <= nowMs ? "active" : "pending";
}

function checkSilence(spec: Required<SilenceSpec>, nowMs: number): void {
  const { matchers, startsAtMs, endsAtMs, author, reason } = spec;
  // All of them are asked, so that each pattern is read.
  if (matchers.map((matcher) => matchesValue(matcher, "")).every(Boolean)) {
    throw refused("matchers that match an alert without labels", "a silence says which alerts it means");
  }
  // Not `<=`, which is false of what is no number.
  if (!(startsAtMs < endsAtMs)) throw refused("an end that is not after the beginning", "a silence lasts");
  if (endsAtMs <= nowMs) throw refused("an end in the past", "a silence ends in the future");
  for (const [name, text] of Object.entries({ author, reason })) {
    if (text.trim() === "") throw refused(`no ${name}`, "others shall know who is not told of what, and why");
  }
}

function refused(found: string, rule: string): FarolError {
  return new FarolError({
    code: "FAROL_SILENCE",
    found: `a silence: ${found}`,
    rule,
    cure: "Give matchers, an end, an author and a reason; expire silences that are not needed.",
  });
}
