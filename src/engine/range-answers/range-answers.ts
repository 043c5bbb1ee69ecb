import type { SeriesReader } from "../../model/index.ts";
import {
  type Expr,
  evaluateRange,
  type QueryOptions,
  type RangeAnswer,
  type SeriesAnswer,
  type Steps,
} from "../../promql/index.ts";
import { looksBack } from "./looks-back.ts";
import { joined, within } from "./matrix.ts";

export interface RangeAnswersOptions {
  readonly reader: SeriesReader;
  /** Until when nothing is written any more, as wall time in milliseconds. */
  readonly settledMs: () => number;
  /** Samples that are kept of all answers together, of 8 bytes each. Default: 2,000,000 */
  readonly maxSamples?: number;
}

const MAX_SAMPLES = 2_000_000;
const NOTHING: RangeAnswer = { type: "matrix", series: [], warnings: [], infos: [] };

/** What an expression yields from one step to another. */
interface Kept {
  readonly startMs: number;
  /** Its last step. */
  readonly endMs: number;
  readonly series: readonly SeriesAnswer[];
  readonly samples: number;
}

/**
 * Answers expressions over time, and keeps what they yielded at steps whose samples are all written: who asks the same
 * again, a little later, has only the steps evaluated that are new. An answer of which something is to be said is not
 * kept, as nobody knows of which step it is said.
 */
export class RangeAnswers {
  readonly #reader: SeriesReader;
  readonly #settledMs: () => number;
  readonly #maxSamples: number;
  /** What was asked for last stands last. */
  readonly #kept = new Map<string, Kept>();
  #samples = 0;

  constructor({ reader, settledMs, maxSamples = MAX_SAMPLES }: RangeAnswersOptions) {
    this.#reader = reader;
    this.#settledMs = settledMs;
    this.#maxSamples = maxSamples;
  }

  /** Samples that are kept. */
  get samples(): number {
    return this.#samples;
  }

  /** As `evaluateRange`. */
  async evaluate(expr: Expr, text: string, steps: Steps, options: QueryOptions): Promise<RangeAnswer> {
    if (!looksBack(expr)) return evaluateRange(expr, text, this.#reader, steps, options);
    const settledMs = this.#settledMs();
    const key = keyOf(text, steps, options);
    const known = this.#knownOf(key, steps);
    const fromMs = known.endMs + steps.stepMs;
    const later =
      fromMs > steps.endMs
        ? NOTHING
        : await evaluateRange(expr, text, this.#reader, { ...steps, startMs: fromMs }, options);
    const series = joined(known.series, later.series);
    if (later.warnings.length + later.infos.length > 0) this.#forget(key);
    else {
      const startMs = Math.max(known.startMs, steps.startMs - (steps.endMs - steps.startMs));
      const endMs = Math.max(known.endMs, lastStep(steps, Math.min(settledMs, steps.endMs)));
      this.#keep(key, { startMs, endMs }, series);
    }
    return { ...later, series: within(series, steps) };
  }

  /** What is kept and reaches from before the first step to the one before, at least; else nothing, until there. */
  #knownOf(key: string, { startMs, stepMs }: Steps): Kept {
    const known = this.#kept.get(key);
    const isOfUse = known !== undefined && known.startMs <= startMs && startMs <= known.endMs + stepMs;
    return isOfUse ? known : { startMs, endMs: startMs - stepMs, series: [], samples: 0 };
  }

  #keep(key: string, range: Pick<Kept, "startMs" | "endMs">, all: readonly SeriesAnswer[]): void {
    this.#forget(key);
    if (range.endMs < range.startMs) return;
    const series = within(all, range);
    const samples = series.reduce((sum, one) => sum + one.samples.values.length, 0);
    if (samples > this.#maxSamples) return;
    this.#kept.set(key, { ...range, series, samples });
    this.#samples += samples;
    for (const oldest of this.#kept.keys()) {
      if (this.#samples <= this.#maxSamples) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#samples -= this.#kept.get(key)?.samples ?? 0;
    this.#kept.delete(key);
  }
}

/** The last step that is not after a time; before the first one where there is none. */
function lastStep({ startMs, stepMs }: Steps, atMs: number): number {
  return startMs + Math.floor((atMs - startMs) / stepMs) * stepMs;
}

/** The same for questions whose steps fall together and which mean the same. */
function keyOf(text: string, { startMs, stepMs }: Steps, options: QueryOptions): string {
  const { semantics, lookbackMs, subqueryStepMs, delayedNameRemoval } = options;
  const meaning = [stepMs, startMs % stepMs, semantics, lookbackMs, subqueryStepMs, delayedNameRemoval];
  return [...meaning, text].join("\0");
}
