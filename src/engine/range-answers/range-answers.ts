import type { SeriesReader } from "../../model/index.ts";
import {
  type Expr,
  evaluateRange,
  type QueryOptions,
  type RangeAnswer,
  type Steps,
} from "../../promql/index.ts";
import { looksBack } from "./looks-back.ts";
import { joined, type MatrixSeries, within } from "./matrix.ts";

export interface RangeAnswersOptions {
  readonly reader: SeriesReader;
  /** Until when nothing is written any more, as wall time in milliseconds. */
  readonly settledMs: () => number;
  /** Samples that are kept of all answers together, of 8 bytes each. Default: 2,000,000 */
  readonly maxSamples?: number;
}

const MAX_SAMPLES = 2_000_000;

/** What an expression yields from one step to another. */
interface Kept {
  readonly startMs: number;
  /** Its last step. */
  readonly endMs: number;
  readonly series: readonly MatrixSeries[];
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
    const fromMs = known === undefined ? steps.startMs : known.endMs + steps.stepMs;
    const isNew = fromMs <= steps.endMs;
    const answer = isNew
      ? await evaluateRange(expr, text, this.#reader, { ...steps, startMs: fromMs }, options)
      : undefined;
    const series = answer === undefined ? known!.series : joined(known?.series ?? [], answer.series);
    const { warnings = [], infos = [] } = answer ?? {};
    if (warnings.length + infos.length > 0) this.#forget(key);
    else {
      const startMs = Math.max(
        known?.startMs ?? steps.startMs,
        steps.startMs - (steps.endMs - steps.startMs),
      );
      const endMs = isNew ? lastStep(steps, Math.min(settledMs, steps.endMs)) : known!.endMs;
      this.#keep(key, { startMs, endMs }, series);
    }
    const asked = known === undefined ? series : within(series, steps);
    return { type: "matrix", series: asked, warnings, infos };
  }

  /** What is kept and reaches from before the first step to the one before, at least. */
  #knownOf(key: string, { startMs, stepMs }: Steps): Kept | undefined {
    const known = this.#kept.get(key);
    return known !== undefined && known.startMs <= startMs && startMs <= known.endMs + stepMs
      ? known
      : undefined;
  }

  #keep(key: string, range: Pick<Kept, "startMs" | "endMs">, all: readonly MatrixSeries[]): void {
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
