import { setTimeout as wait } from "node:timers/promises";
import type { Clock, ReportedAlert } from "../../model/index.ts";
import type { Diagnoses } from "../diagnoses/index.ts";
import { type ActiveAlert, fingerprintOf, type Notifier } from "../notifier/index.ts";
import { EvidenceBook, keyOf } from "./evidence-book.ts";
import type { Resolution, Resolutions } from "./resolutions.ts";

/** How long telling of a new alert waits for its evidence, in milliseconds: a message should arrive within a second. */
const PATIENCE_MS = 700;

interface AlertsOptions {
  readonly notifier: Pick<Notifier, "take">;
  readonly diagnoses: Pick<Diagnoses, "of">;
  /** The diagnoses that an alert names. */
  readonly diagnosesOf: (alertname: string) => readonly string[];
  readonly resolutions: Resolutions;
  readonly clock: Clock;
}

/** Between rules and receivers: looks for the cause of what fires, and knows what people have said is over. */
export class Alerts {
  readonly #options: AlertsOptions;
  readonly #evidence = new EvidenceBook();
  /** The last report of each alert whose cause is looked for, by its key. */
  readonly #unexplained = new Map<string, ReportedAlert>();

  constructor(options: AlertsOptions) {
    this.#options = options;
  }

  /** An `AlertListener`. New alerts are passed on once it is known what caused them, or after a short while without. */
  hear(alerts: readonly ReportedAlert[]): void {
    const ready: ReportedAlert[] = [];
    const begun: string[] = [];
    for (const alert of alerts.map((one) => this.#asSaid(one))) {
      const key = keyOf(alert);
      const isUnderWay = this.#unexplained.has(key);
      const isUnexplained = this.#isToExplain(alert, key);
      if (isUnexplained) this.#unexplained.set(key, alert);
      else this.#unexplained.delete(key);
      if (isUnexplained && !isUnderWay) begun.push(key);
      else ready.push(alert);
    }
    this.#pass(ready);
    for (const alert of ready) if (this.#isOver(alert)) this.#evidence.forget(keyOf(alert));
    if (begun.length > 0) void this.#explain(begun);
  }

  /**
   * Somebody says that an alert is over: those who were told of it are told so, and it is not told of again until its
   * rule has found it over and it fires anew.
   * @throws Error when that cannot be written down
   */
  resolve(alert: ActiveAlert, by: { readonly author: string; readonly note: string }): Resolution {
    const { fingerprint, labels, annotations, startsAtMs, generatorUrl, evidence } = alert;
    const atMs = this.#options.clock.now();
    const resolution = { fingerprint, alertname: labels.alertname ?? "", startsAtMs, atMs, ...by };
    this.#options.resolutions.add(resolution);
    const value = alert.value ?? Number.NaN;
    const ended = { labels, annotations, value, startsAtMs, endsAtMs: atMs, generatorUrl };
    this.#options.notifier.take([evidence === undefined ? ended : { ...ended, evidence }]);
    return resolution;
  }

  /** A report as people want it told: over, while what they said stands. */
  #asSaid(alert: ReportedAlert): ReportedAlert {
    const { resolutions } = this.#options;
    const said = resolutions.standing(fingerprintOf(alert.labels));
    if (said === undefined) return alert;
    if (this.#isOver(alert)) resolutions.end(said);
    return { ...alert, endsAtMs: Math.min(alert.endsAtMs, said.atMs) };
  }

  #isOver({ endsAtMs }: ReportedAlert): boolean {
    return endsAtMs <= this.#options.clock.now();
  }

  #isToExplain(alert: ReportedAlert, key: string): boolean {
    return !this.#isOver(alert) && this.#namesOf(alert).length > 0 && !this.#evidence.has(key);
  }

  #namesOf({ labels }: ReportedAlert): readonly string[] {
    return this.#options.diagnosesOf(labels.alertname ?? "");
  }

  /** Passes alerts on once their causes are known; where that takes long, before and after. Those that end meanwhile are left out. */
  async #explain(keys: readonly string[]): Promise<void> {
    const all = Promise.all(keys.map((key) => this.#look(key)));
    const isLate = await Promise.race([all.then(() => false), wait(PATIENCE_MS, true, { ref: false })]);
    const left = () => keys.flatMap((key) => this.#unexplained.get(key) ?? []);
    const pass = () => this.#pass(left().map((alert) => this.#asSaid(alert)));
    pass();
    if (isLate) {
      await all;
      pass();
    }
    for (const key of keys) this.#unexplained.delete(key);
  }

  async #look(key: string): Promise<void> {
    const alert = this.#unexplained.get(key)!;
    const { labels, startsAtMs } = alert;
    const occasion = { alert: labels.alertname ?? "", labels, startsAtMs };
    const found = await this.#options.diagnoses.of(occasion, this.#namesOf(alert));
    if (this.#unexplained.has(key)) this.#evidence.keep(key, found);
  }

  #pass(alerts: readonly ReportedAlert[]): void {
    if (alerts.length > 0) this.#options.notifier.take(alerts.map((alert) => this.#evidence.with(alert)));
  }
}
