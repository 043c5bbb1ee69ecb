import type { Labels, ReportedAlert } from "../../model/index.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Ledger } from "./ledger.ts";

/** An alert that was reported and is not done with: it fires, or somebody is still to be told that it ended. */
export interface KnownAlert extends Omit<ReportedAlert, "value"> {
  readonly fingerprint: string;
  /** What the expression yielded last; null for what JSON has no number for. */
  readonly value: number | null;
  /** Wall time in milliseconds of its last report; not before `endsAtMs` in one that is over. */
  readonly reportedAtMs: number;
}

/** Whether an alert has ended, or what was promised of it no longer holds. */
export function isOver({ endsAtMs }: Pick<KnownAlert, "endsAtMs">, nowMs: number): boolean {
  return endsAtMs <= nowMs;
}

interface KnownAlertsOptions {
  readonly ledger: Ledger;
  /** How many are kept; new ones beyond it are counted and left out. */
  readonly maxAlerts: number;
  /** Hears once of each alert that has ended. */
  readonly onEnded: (alert: KnownAlert) => void;
}

/** The alerts that there are. Each is replaced, never changed, so that who holds one sees whether it is still the same. */
export class KnownAlerts {
  readonly #alerts = new Map<string, KnownAlert>();
  readonly #options: KnownAlertsOptions;
  /** How many reports were left out since there was no room. */
  leftOut = 0;

  constructor(options: KnownAlertsOptions) {
    this.#options = options;
  }

  /**
   * Takes up what an earlier process knew. What it promised of an alert that fired holds anew from now on: the time in
   * which nobody evaluated rules ends no alert.
   */
  restore(nowMs: number): void {
    for (const alert of this.#options.ledger.load<KnownAlert>("alert")) {
      const promiseMs = Math.max(0, alert.endsAtMs - alert.reportedAtMs);
      const isFiring = promiseMs > 0;
      const renewed = {
        ...alert,
        reportedAtMs: nowMs,
        endsAtMs: Math.max(alert.endsAtMs, nowMs + promiseMs),
      };
      this.#alerts.set(alert.fingerprint, isFiring ? renewed : alert);
    }
  }

  /** @returns The alert as it is now known; undefined when there is no room, or it ended and nobody had heard of it. */
  take(reported: ReportedAlert, nowMs: number): KnownAlert | undefined {
    const report = { ...reported, labels: withoutEmpty(reported.labels) };
    const fingerprint = fingerprintOf(report.labels);
    const known = this.#alerts.get(fingerprint);
    const before = known && this.endIfOver(known, nowMs);
    const wasOver = before === undefined || isOver(before, nowMs);
    if (isOver(report, nowMs) && wasOver) return before;
    if (before === undefined && this.#alerts.size >= this.#options.maxAlerts) {
      this.leftOut++;
      return undefined;
    }
    return this.#replace({ ...merged(before, report), fingerprint, reportedAtMs: nowMs }, before, nowMs);
  }

  #replace(alert: KnownAlert, before: KnownAlert | undefined, nowMs: number): KnownAlert {
    this.#alerts.set(alert.fingerprint, alert);
    const isNews = before === undefined || isOver(alert, nowMs) || newsOf(alert) !== newsOf(before);
    if (isNews) this.#options.ledger.put("alert", alert.fingerprint, alert, alert.startsAtMs);
    if (isOver(alert, nowMs)) this.#options.onEnded(alert);
    return alert;
  }

  /** Remembers the end of an alert whose promise has run out, and yields the alert as it is then known. */
  endIfOver(alert: KnownAlert, nowMs: number): KnownAlert {
    if (!isOver(alert, nowMs) || alert.reportedAtMs >= alert.endsAtMs) return alert;
    return this.#replace({ ...alert, reportedAtMs: nowMs }, alert, nowMs);
  }

  get(fingerprint: string): KnownAlert | undefined {
    return this.#alerts.get(fingerprint);
  }

  all(): Iterable<KnownAlert> {
    return this.#alerts.values();
  }

  get size(): number {
    return this.#alerts.size;
  }

  forget(fingerprint: string): void {
    this.#alerts.delete(fingerprint);
    this.#options.ledger.remove("alert", fingerprint);
  }
}

/** To Alertmanager an empty label is none. */
function withoutEmpty(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ""));
}

/** A report of an alert that did not end in between is of the same alert, from its first beginning on. */
function merged(before: KnownAlert | undefined, report: ReportedAlert) {
  const value = Number.isFinite(report.value) ? report.value : null;
  const isSame = before !== undefined && before.endsAtMs > report.startsAtMs;
  const startsAtMs = isSame ? Math.min(before.startsAtMs, report.startsAtMs) : report.startsAtMs;
  return { ...report, value, startsAtMs };
}

/** What of an alert is worth writing down again: not its value, nor until when it holds, which change all the time. */
function newsOf({
  startsAtMs,
  annotations,
  generatorUrl,
  evidence,
  endsAtMs,
  reportedAtMs,
}: KnownAlert): string {
  return JSON.stringify([startsAtMs, annotations, generatorUrl, evidence, endsAtMs > reportedAtMs]);
}
