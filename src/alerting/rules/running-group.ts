import {
  type Clock,
  type Labels,
  labelsKey,
  type ReportedAlert,
  type SeriesId,
  systemClock,
} from "../../model/index.ts";
import type { RuleGroupSpec, RuleSpec } from "../rule-file/rule-group-spec.ts";
import { Alerting } from "./alerting.ts";
import { Recording } from "./recording.ts";
import type { RuleSample, RuleSettings } from "./rule-settings.ts";
import { endSeries, RunningRule } from "./running-rule.ts";
import type { TickOverlay } from "./tick-overlay.ts";

const DEFAULT_INTERVAL_MS = 60_000;
/** By then what alerts are made of is there again after a restart, recordings too. */
const EVALUATIONS_BEFORE_RESTORE = 2;

/** Rules that are evaluated one after the other, as Prometheus does, and what became of them. */
export class RunningGroup {
  readonly spec: RuleGroupSpec;
  readonly intervalMs: number;
  readonly rules: readonly RunningRule[];
  readonly #clock: Clock;
  readonly #endOfLastRunMs: number | undefined;
  #evaluations = 0;
  /** Series of rules that a reload took away. */
  #orphans: (readonly [SeriesId, RuleSample])[] = [];

  /**
   * @param endOfLastRunMs The time of the last sample of the run before this one: `for` goes on where it was then. Default:
   *   there was no run before, or it does not matter
   * @throws PromqlError for an expression that cannot be read
   */
  constructor(spec: RuleGroupSpec, settings: RuleSettings = {}, endOfLastRunMs?: number) {
    this.spec = spec;
    this.intervalMs = spec.intervalMs ?? settings.intervalMs ?? DEFAULT_INTERVAL_MS;
    this.#clock = settings.clock ?? systemClock;
    this.#endOfLastRunMs = endOfLastRunMs;
    this.rules = spec.rules.map((rule) => new RunningRule(this.#started(rule, settings)));
  }

  /**
   * Evaluates its rules in order, and adds to the tick what they yield. Times must ascend from call to call, and one call
   * must have ended before the next.
   * @returns the alerts that are to be told of
   */
  async evaluate(atMs: number, overlay: TickOverlay): Promise<ReportedAlert[]> {
    const { limit, queryOffsetMs } = this.spec;
    const tick = { atMs, readAtMs: atMs - queryOffsetMs, overlay, limit };
    const told: ReportedAlert[] = [];
    for (const rule of this.rules)
      told.push(...(await rule.evaluate(tick, this.intervalMs, () => this.#clock.monotonic())));
    endSeries(this.#orphans, overlay, tick.readAtMs);
    this.#orphans = [];
    this.#evaluations += 1;
    if (this.#evaluations === EVALUATIONS_BEFORE_RESTORE) this.#restore(atMs, overlay);
    return told;
  }

  /**
   * Goes on as this group was before a reload. Rules are the same by name and labels; where several are, the first is the
   * first. Series of those that are gone end at the next evaluation.
   */
  takeOver(before: RunningGroup): void {
    const left = [...before.rules];
    for (const running of this.rules) {
      const at = left.findIndex((one) => identity(one) === identity(running));
      if (at >= 0) running.takeOver(left.splice(at, 1)[0]!);
    }
    this.#orphans = [...before.#orphans, ...left.flatMap(({ written }) => [...written])];
  }

  /** Says that its series have ended, as it is evaluated no more. */
  end(atMs: number, overlay: TickOverlay): void {
    const series = [...this.#orphans, ...this.rules.flatMap(({ written }) => [...written])];
    endSeries(series, overlay, atMs - this.spec.queryOffsetMs);
  }

  #started(rule: RuleSpec, settings: RuleSettings): Recording | Alerting {
    const labels: Labels = this.spec.labels;
    return rule.kind === "recording"
      ? new Recording(rule, labels, settings)
      : new Alerting(rule, labels, settings, this.#endOfLastRunMs === undefined);
  }

  #restore(atMs: number, overlay: TickOverlay): void {
    if (this.#endOfLastRunMs === undefined) return;
    for (const { rule } of this.rules)
      if (rule.kind === "alert") rule.restore(overlay, atMs, this.#endOfLastRunMs);
  }
}

function identity({ rule: { spec, labels } }: RunningRule): string {
  return labelsKey(spec.name, labels);
}
