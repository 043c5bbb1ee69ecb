import type { ReportedAlert, SeriesId } from "../../model/index.ts";
import type { Alerting } from "./alerting.ts";
import { NoticingReader } from "./noticing-reader.ts";
import type { Recording } from "./recording.ts";
import type { RuleSample, RuleTick } from "./rule-settings.ts";
import type { TickOverlay } from "./tick-overlay.ts";

/** How a rule's last evaluation went. */
export type RuleOutcome =
  | { readonly state: "unknown" }
  | {
      readonly state: "answered";
      readonly atMs: number;
      readonly durationMs: number;
      readonly answers: number;
      /** Whether any of its selectors found a series, be it one without a sample at that time. */
      readonly hasFound: boolean;
    }
  | {
      readonly state: "failed";
      readonly atMs: number;
      readonly durationMs: number;
      readonly message: string;
    };

/** What the rules of a group are evaluated by: as one of them sees it, and what it yields is added to. */
export interface GroupTick extends Omit<RuleTick, "reader"> {
  readonly overlay: TickOverlay;
}

/** The series that a rule wrote last. */
export type WrittenSeries = ReadonlyMap<SeriesId, RuleSample>;

/** A rule of a group, with how it went and which series it has. */
export class RunningRule {
  readonly rule: Recording | Alerting;
  #outcome: RuleOutcome = { state: "unknown" };
  #written: WrittenSeries = new Map();

  constructor(rule: Recording | Alerting) {
    this.rule = rule;
  }

  get outcome(): RuleOutcome {
    return this.#outcome;
  }

  get written(): WrittenSeries {
    return this.#written;
  }

  /**
   * Evaluates it, and adds what it yields to the tick. Never throws: a rule that fails says so in its outcome, and its
   * series stay as they were.
   * @returns the alerts that are to be told of
   */
  async evaluate(tick: GroupTick, intervalMs: number, now: () => number): Promise<readonly ReportedAlert[]> {
    const begunMs = now();
    const { atMs } = tick;
    const took = () => ({ atMs, durationMs: now() - begunMs });
    const reader = new NoticingReader(tick.overlay);
    try {
      const { samples, answers } = await this.rule.evaluate({ ...tick, reader });
      const message = this.#write(samples, tick);
      this.#outcome =
        message === undefined
          ? { state: "answered", ...took(), answers, hasFound: reader.hasFound }
          : { state: "failed", ...took(), message };
      return this.rule.kind === "alert" ? this.rule.report(atMs, intervalMs) : [];
    } catch (error) {
      this.#outcome = { state: "failed", ...took(), message: (error as Error).message };
      return [];
    }
  }

  /** Goes on as this rule was before a reload. */
  takeOver(before: RunningRule): void {
    this.#written = before.#written;
    if (this.rule.kind === "alert" && before.rule.kind === "alert") this.rule.takeOver(before.rule);
  }

  /** @returns Why some samples were not taken. */
  #write(samples: readonly RuleSample[], { overlay, readAtMs }: GroupTick): string | undefined {
    const written = new Map<SeriesId, RuleSample>();
    let fault: string | undefined;
    for (const sample of samples) {
      const taken = overlay.append(sample.name, sample.labels, readAtMs, sample.value);
      if (typeof taken === "string") fault = taken;
      else written.set(taken, sample);
    }
    for (const [id, { name, labels }] of this.#written)
      if (!written.has(id)) overlay.end(id, name, labels, readAtMs);
    this.#written = written;
    return fault;
  }
}

/** Marks that series ended which nobody writes any more. */
export function endSeries(
  series: Iterable<readonly [SeriesId, RuleSample]>,
  overlay: TickOverlay,
  atMs: number,
): void {
  for (const [id, { name, labels }] of series) overlay.end(id, name, labels, atMs);
}
