import {
  type RuleGroupSpec,
  type RuleSettings,
  RunningGroup,
  reloaded,
  TickOverlay,
} from "../../alerting/index.ts";
import type {
  AlertListener,
  Clock,
  Logger,
  ReportedAlert,
  SeriesReader,
  SeriesWriter,
} from "../../model/index.ts";
import { appendTick } from "./append-tick.ts";
import { countFailures } from "./rule-failures.ts";

export interface RulesOptions {
  /** In the order of evaluation. */
  readonly groups: readonly RuleGroupSpec[];
  /** Time between two evaluations of a group that says nothing of it, in milliseconds. */
  readonly intervalMs: number;
  readonly settings: RuleSettings;
  /** What expressions are asked of. */
  readonly reader: SeriesReader;
  /** What recordings and alerts are written to. */
  readonly writer: SeriesWriter;
  /** Hears of alerts that fire or have ended. */
  readonly listener: AlertListener;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What became of evaluations, since the engine started. */
export interface RuleNumbers {
  /** Rules that were evaluated. */
  evaluations: number;
  /** Those of them that failed. */
  failures: number;
  /** Ticks whose evaluation was left out because the one before was still under way. */
  missed: number;
  /** How long the last evaluation of all groups that were due took, in seconds. */
  durationSeconds: number;
}

/** The rules of the engine: evaluates each group when it is due, writes what it yields, and tells of its alerts. */
export class Rules {
  readonly numbers: RuleNumbers = { evaluations: 0, failures: 0, missed: 0, durationSeconds: 0 };
  readonly #options: RulesOptions;
  readonly #settings: RuleSettings;
  /** When each group was evaluated last. */
  readonly #lastMs = new Map<RunningGroup, number>();
  #groups: readonly RunningGroup[];
  #lastTickMs: number;
  /** What a reload wants, as of the next tick. */
  #wanted: readonly RuleGroupSpec[] | undefined;
  #underWay: Promise<void> | undefined;

  /** @throws PromqlError for an expression that cannot be read */
  constructor(options: RulesOptions) {
    const { groups, intervalMs, settings, clock, reader } = options;
    this.#options = options;
    this.#settings = { intervalMs, clock, ...settings };
    const endOfLastRunMs = reader.extent()?.endMs;
    this.#lastTickMs = clock.now();
    this.#groups = groups.map((spec) => new RunningGroup(spec, this.#settings, endOfLastRunMs));
  }

  get groups(): readonly RunningGroup[] {
    return this.#groups;
  }

  /** The last tick whose evaluation ended, as wall time in milliseconds; before the first, when the engine began. */
  get lastTickMs(): number {
    return this.#lastTickMs;
  }

  /** When a group was evaluated last, as wall time in milliseconds; undefined for never. */
  lastMs(group: RunningGroup): number | undefined {
    return this.#lastMs.get(group);
  }

  /**
   * Evaluates the groups that are due at a tick. A tick is left out while the one before is under way: then the engine
   * has more to do than time for it, and would never catch up.
   */
  tick(atMs: number): Promise<void> {
    if (this.#underWay !== undefined) {
      this.numbers.missed += 1;
      return this.#underWay;
    }
    this.#underWay = this.#evaluate(atMs)
      .catch((error) => this.#options.logger.error({ err: error }, "Farol: rules could not be evaluated"))
      .finally(() => {
        this.#underWay = undefined;
      });
    return this.#underWay;
  }

  /** Goes on with other groups as of the next tick; what stays the same keeps its state. Their expressions must be readable. */
  reload(specs: readonly RuleGroupSpec[]): void {
    this.#wanted = specs;
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#underWay;
  }

  async #evaluate(atMs: number): Promise<void> {
    const { clock, reader, writer, listener, logger } = this.#options;
    const begunMs = clock.monotonic();
    const overlay = new TickOverlay(reader, writer);
    this.#takeWanted(atMs, overlay);
    const due = this.#groups.filter((group) => this.#isDue(group, atMs));
    const told: ReportedAlert[] = [];
    for (const group of due) {
      this.#lastMs.set(group, atMs);
      told.push(...(await group.evaluate(atMs, overlay)));
      this.numbers.evaluations += group.rules.length;
      this.numbers.failures += countFailures(group, logger);
    }
    // First, as alerts count as told: what the store may refuse shall not delay them.
    if (told.length > 0) listener(told);
    appendTick(writer, atMs, overlay.samples);
    this.#lastTickMs = atMs;
    if (due.length > 0) this.numbers.durationSeconds = (clock.monotonic() - begunMs) / 1000;
  }

  #takeWanted(atMs: number, overlay: TickOverlay): void {
    if (this.#wanted === undefined) return;
    const { groups, removed } = reloaded(this.#groups, this.#wanted, this.#settings);
    for (const group of removed) group.end(atMs, overlay);
    this.#groups = groups;
    this.#wanted = undefined;
  }

  /** Groups are evaluated at the first tick of each of their intervals, counted from 1970, so that restarts change nothing. */
  #isDue(group: RunningGroup, atMs: number): boolean {
    const lastMs = this.#lastMs.get(group);
    const turn = (ms: number) => Math.floor(ms / group.intervalMs);
    return lastMs === undefined || turn(atMs) > turn(lastMs);
  }
}
