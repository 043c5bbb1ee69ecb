import { type Duration, FarolError, parseDuration, type TestSeries } from "../model/index.ts";
import type { SeriesLevel } from "./test-levels.ts";

/** What the series of some metrics show: what `gaugeAt`, `counterAt` and `histogramAt` say, together. */
export type TestLevels = readonly (readonly SeriesLevel[])[];

/** For so long, the metrics show this. A series of another phase is not there. */
export interface TestPhase {
  readonly lasts: Duration;
  readonly levels: TestLevels;
}

/** What is said of one series in one phase; undefined where it is not there. */
interface Stretch {
  readonly samples: number;
  readonly level: SeriesLevel | undefined;
}

/** Counters do not begin at zero: Prometheus extrapolates less where one has just begun. */
const BEFORE = 1_000_000;
const MINUTE_MS = 60_000;

/**
 * What series show in phases that follow each other, as an alert's test has it. A gauge shows a phase from its first
 * moment on, a counter what happened up to the moment: nothing yet at the first.
 * @throws FarolError FAROL_TEST_PHASE for a phase that is no multiple of the interval
 */
export function testSeries(phases: readonly TestPhase[], interval: Duration): TestSeries[] {
  const intervalMs = parseDuration(interval);
  const inPhases = phases.map(({ lasts, levels }) => ({
    samples: samplesOf(lasts, interval),
    levels: together(levels.flat()),
  }));
  const names = new Set(inPhases.flatMap(({ levels }) => [...levels.keys()]));
  return [...names].map((series) => {
    const stretches = inPhases.map(({ samples, levels }) => ({ samples, level: levels.get(series) }));
    return { series, values: valuesOf(stretches, intervalMs / MINUTE_MS) };
  });
}

function samplesOf(lasts: Duration, interval: Duration): number {
  const samples = parseDuration(lasts) / parseDuration(interval);
  if (Number.isInteger(samples) && samples > 0) return samples;
  throw new FarolError({
    code: "FAROL_TEST_PHASE",
    found: `a phase of ${lasts} in a test with a sample every ${interval}`,
    rule: "a phase is a whole number of samples, at least one",
    cure: "Let it last a multiple of the interval.",
  });
}

/** Levels of one series are added up. */
function together(levels: readonly SeriesLevel[]): Map<string, SeriesLevel> {
  const bySeries = new Map<string, SeriesLevel>();
  for (const one of levels) {
    const level = (bySeries.get(one.series)?.level ?? 0) + one.level;
    bySeries.set(one.series, { ...one, level });
  }
  return bySeries;
}

/** A phase's gauge is seen in its own samples; what a counter counts in it, from the next sample on. */
function valuesOf(stretches: readonly Stretch[], minutes: number): string {
  const counts = stretches.some(({ level }) => level?.counts);
  return counts ? counted(stretches, minutes) : stretches.map(shown).join(" ");
}

function shown({ samples, level }: Stretch): string {
  return level === undefined ? gone(samples) : times(`${rounded(level.level)}`, samples);
}

function counted(stretches: readonly Stretch[], minutes: number): string {
  let value = BEFORE;
  const texts = stretches.map(({ samples, level }) => {
    if (level === undefined) return gone(samples);
    const start = value;
    const step = rounded(level.level * minutes);
    value = rounded(value + step * samples);
    return samples === 1 ? `${start}` : `${start}+${step}x${samples - 1}`;
  });
  return texts.join(" ");
}

/** Without the noise of binary fractions, which would be read as numbers. */
function rounded(number: number): number {
  return Number(number.toPrecision(12));
}

/** A series that ends is stale, and is not seen for five minutes more. */
function gone(samples: number): string {
  return samples === 1 ? "stale" : `stale ${times("_", samples - 1)}`;
}

/** `0x3` is four samples; and a `_x3` three. */
function times(value: string, samples: number): string {
  if (value === "_") return `_x${samples}`;
  return samples === 1 ? value : `${value}x${samples - 1}`;
}
