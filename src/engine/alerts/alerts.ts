import { setTimeout as wait } from "node:timers/promises";
import type { Clock, ReportedAlert } from "../../model/index.ts";
import type { Diagnoses } from "../diagnoses/index.ts";
import { fingerprintOf, type Notifier } from "../notifier/index.ts";
import { EvidenceBook } from "./evidence-book.ts";
import type { Resolution, Resolutions } from "./resolutions.ts";

/** How long telling of a new alert waits for its evidence, in milliseconds: a message should arrive within a second. */
const PATIENCE_MS = 700;

export interface AlertsOptions {
  readonly notifier: Pick<Notifier, "take" | "alerts">;
  readonly diagnoses: Pick<Diagnoses, "of">;
  /** The diagnoses that an alert names. */
  readonly diagnosesOf: (alertname: string) => readonly string[];
  readonly resolutions: Resolutions;
  readonly clock: Clock;
}

/** Between rules and receivers: looks for the cause of what fires, and knows what people have said is over. */
export class Alerts {
  readonly #options: AlertsOptions;
  readonly #evidence: EvidenceBook;

  constructor(options: AlertsOptions) {
    this.#options = options;
    this.#evidence = new EvidenceBook(options.diagnoses, options.diagnosesOf);
  }

  /** An `AlertListener`. New alerts are passed on once it is known what caused them, or after a short while without. */
  hear(alerts: readonly ReportedAlert[]): void {
    const nowMs = this.#options.clock.now();
    const ready: ReportedAlert[] = [];
    const unexplained = new Map<ReportedAlert, Promise<unknown>>();
    for (const alert of alerts) {
      const looking = alert.endsAtMs <= nowMs ? undefined : this.#evidence.look(alert);
      if (looking === undefined) ready.push(alert);
      else unexplained.set(alert, looking);
    }
    this.#pass(ready);
    for (const alert of ready) if (alert.endsAtMs <= nowMs) this.#evidence.forget(alert);
    if (unexplained.size > 0) void this.#passExplained(unexplained);
  }

  /**
   * Somebody says that an alert is over: those who were told of it are told so, and it is not told of again until its
   * rule has found it over and fires anew.
   * @returns undefined when no alert fires that has this fingerprint
   */
  resolve(
    fingerprint: string,
    by: { readonly author: string; readonly note: string },
  ): Resolution | undefined {
    const alert = this.#options.notifier.alerts().find((one) => one.fingerprint === fingerprint);
    if (alert === undefined) return undefined;
    const { startsAtMs, labels, annotations, generatorUrl } = alert;
    const resolution = { fingerprint, startsAtMs, atMs: this.#options.clock.now(), ...by };
    this.#options.resolutions.add(resolution);
    const value = alert.value ?? Number.NaN;
    const report = { labels, annotations, value, startsAtMs, endsAtMs: resolution.atMs, generatorUrl };
    this.#options.notifier.take([
      alert.evidence === undefined ? report : { ...report, evidence: alert.evidence },
    ]);
    return resolution;
  }

  async #passExplained(unexplained: ReadonlyMap<ReportedAlert, Promise<unknown>>): Promise<void> {
    const all = Promise.all(unexplained.values());
    const alerts = [...unexplained.keys()];
    const isLate = await Promise.race([all.then(() => false), wait(PATIENCE_MS, true, { ref: false })]);
    this.#pass(alerts);
    if (!isLate) return;
    await all;
    this.#pass(alerts);
  }

  #pass(alerts: readonly ReportedAlert[]): void {
    if (alerts.length > 0) this.#options.notifier.take(alerts.map((alert) => this.#told(alert)));
  }

  #told(alert: ReportedAlert): ReportedAlert {
    const told = this.#evidence.with(alert);
    const resolution = this.#options.resolutions.of(fingerprintOf(alert.labels), alert.startsAtMs);
    return resolution === undefined || resolution.atMs > alert.endsAtMs
      ? told
      : { ...told, endsAtMs: resolution.atMs };
  }
}
