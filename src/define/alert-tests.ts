import { type AlertTest, type Duration, type Labels, parseDuration } from "../model/index.ts";
import { durationText } from "./objective/duration-text.ts";
import { placeOfCaller } from "./place.ts";
import type { SeriesLevel } from "./test-levels.ts";
import { type TestLevels, testSeries } from "./test-phases.ts";

/** What the four tests of an alert are made of. `L` says how bad things are: a number such as a share, or what you like. */
export interface AlertTestsSpec<L> {
  /** The alert's own. Default: it fires at once. */
  readonly for?: Duration | undefined;
  /** What the metrics show when things are as bad as that. */
  readonly levels: (badness: L) => TestLevels;
  /** Where the alert fires: best just past its threshold. */
  readonly firesAt: L;
  /** Where it is silent: best just short of its threshold. */
  readonly silentAt: L;
  /** Where it fires besides, by what is the matter then. */
  readonly alsoFiresAt?: Readonly<Record<string, L>>;
  /** Where it is silent besides, by what is the matter then. */
  readonly alsoSilentAt?: Readonly<Record<string, L>>;
  /** What was before, where that matters, such as the traffic that is usual. Default: nothing is known of before. */
  readonly before?: { readonly at: L; readonly lasts: Duration };
  /** The longest range that the expression looks back over, such as `5m`. Default: it reads the newest sample alone. */
  readonly window?: Duration;
  /**
   * From when things turn bad until the expression has an answer. Where that takes all of the window, `boundary` allows
   * for an interval less, as in Prometheus 3. Default: one interval if there is a window, else none.
   */
  readonly seenAfter?: Duration;
  /** From when things are well again, as before or short of the threshold, until it has none. Default: the window. */
  readonly goneAfter?: Duration;
  /** With this share of the traffic, it is silent however bad things are: few events say little. Default: not shown. */
  readonly littleTraffic?: number;
  /** The labels of each alert that fires, without `severity`. Default: one alert without labels. */
  readonly firing?: readonly Labels[];
  /** Between two samples, and between two evaluations. Default: 15s */
  readonly interval?: Duration;
}

/** For so many milliseconds, things are as bad as that. */
type Stretch<L> = readonly [ms: number, badness: L];
/** Whether it fires at a moment, in milliseconds from the first sample. */
type Moment = readonly [ms: number, fires: boolean];

/** A test, before its series are written out. */
interface Draft<L> {
  readonly shows: AlertTest["shows"];
  readonly name: string;
  readonly stretches: readonly Stretch<L>[];
  readonly moments: readonly Moment[];
  /** Of the traffic. Default: all of it. */
  readonly share?: number;
}

/** How many intervals an alert is seen to fire on. */
const HOLDS = 2;

/**
 * The tests that every alert needs: that it fires past its threshold, is silent short of it, waits for its `for`, and
 * clears. They follow what is said of the alert, so that promtool finds a threshold, label or `for` that is not so.
 * @throws FarolError FAROL_TEST_PHASE where a time is no multiple of the interval
 */
export function alertTests<L>(spec: AlertTestsSpec<L>): readonly AlertTest[] {
  const place = placeOfCaller(alertTests);
  const plan = planOf(spec);
  const drafts = [
    past(plan),
    shortOf(plan),
    boundary(plan),
    over(plan),
    ...hardlyAnything(plan),
    ...besides(plan),
  ];
  return drafts.map((draft) => ({ ...written(draft, spec), place }));
}

function past<L>({ turnsBad, lastBad }: Plan<L>): Draft<L> {
  return { shows: "fires", name: "past its threshold", stretches: turnsBad, moments: [[lastBad, true]] };
}

function shortOf<L>({ spec, usual, bad, silent }: Plan<L>): Draft<L> {
  const stretches = [...usual, [bad, spec.silentAt] as const];
  return { shows: "silent", name: "short of its threshold", stretches, moments: silent };
}

function besides<L>({ spec, usual, bad, lastBad, silent }: Plan<L>): Draft<L>[] {
  const { alsoFiresAt = {}, alsoSilentAt = {} } = spec;
  const at = (badness: L) => [...usual, [bad, badness] as const];
  const fires = Object.entries(alsoFiresAt).map(([name, badness]): Draft<L> => {
    return { shows: "fires", name, stretches: at(badness), moments: [[lastBad, true]] };
  });
  const silentToo = Object.entries(alsoSilentAt).map(([name, badness]): Draft<L> => {
    return { shows: "silent", name, stretches: at(badness), moments: silent };
  });
  return [...fires, ...silentToo];
}

function boundary<L>(plan: Plan<L>): Draft<L> {
  return plan.spec.for === undefined ? atOnce(plan) : notBefore(plan);
}

function atOnce<L>({ spec, well, interval, lastBad, end, gone }: Plan<L>): Draft<L> {
  return {
    shows: "boundary",
    name: "as soon as things turn bad",
    stretches: [
      [end, well],
      [gone - end + interval, spec.firesAt],
    ],
    moments: [
      [lastBad, false],
      [gone, true],
    ],
  };
}

function notBefore<L>({ spec, turnsBad, waits, fires }: Plan<L>): Draft<L> {
  return {
    shows: "boundary",
    name: `after ${spec.for} and not before`,
    stretches: turnsBad,
    moments: [
      [waits, false],
      [fires, true],
    ],
  };
}

function over<L>({ turnsBad, well, interval, lastBad, end, gone }: Plan<L>): Draft<L> {
  return {
    shows: "clears",
    name: "when it is over",
    stretches: [...turnsBad, [gone - end + interval, well]],
    moments: [
      [lastBad, true],
      [gone, false],
    ],
  };
}

function hardlyAnything<L>({ spec, turnsBad, lastBad }: Plan<L>): Draft<L>[] {
  if (spec.littleTraffic === undefined) return [];
  const name = "however bad, where hardly anything happens";
  const moments: Moment[] = [[lastBad, false]];
  return [{ shows: "silent", name, stretches: turnsBad, moments, share: spec.littleTraffic }];
}

type Plan<L> = ReturnType<typeof planOf<L>>;

/**
 * Times in milliseconds: `waits` is when its `for` is not yet over, `fires` when it is, `end` when it is bad no more,
 * `gone` when nothing shows that it was.
 */
function planOf<L>(spec: AlertTestsSpec<L>) {
  const { before } = spec;
  const ms = (duration: Duration | undefined, otherwise: number) =>
    duration === undefined ? otherwise : parseDuration(duration);
  const interval = ms(spec.interval, 15_000);
  const start = ms(before?.lasts, 0);
  const window = ms(spec.window, 0);
  const seen = ms(spec.seenAfter, Math.min(window, interval));
  const fires = start + seen + ms(spec.for, 0);
  // since Prometheus 3, a range is without the sample at its very beginning
  const waits = fires - (window > 0 && seen === window ? 2 : 1) * interval;
  const end = fires + HOLDS * interval;
  const gone = end + Math.max(ms(spec.goneAfter, window), interval);
  const bad = end - start;
  const usual: readonly Stretch<L>[] = before === undefined ? [] : [[start, before.at]];
  const turnsBad: readonly Stretch<L>[] = [...usual, [bad, spec.firesAt]];
  const well = before === undefined ? spec.silentAt : before.at;
  const lastBad = end - interval;
  const silent: readonly Moment[] = [
    [fires, false],
    [lastBad, false],
  ];
  return { spec, interval, waits, fires, lastBad, silent, end, gone, bad, usual, turnsBad, well };
}

function written<L>(
  { shows, name, stretches, moments, share = 1 }: Draft<L>,
  { levels, firing = [{}], interval = "15s" }: AlertTestsSpec<L>,
) {
  const phases = stretches.map(([ms, badness]) => ({
    lasts: durationText(ms),
    levels: levels(badness).map((series) => series.map((one) => ofTraffic(share, one))),
  }));
  const expect = moments.map(([ms, fires]) => ({ at: durationText(ms), firing: fires ? firing : [] }));
  return { name, shows, interval, input: testSeries(phases, interval), expect };
}

function ofTraffic(share: number, one: SeriesLevel): SeriesLevel {
  return one.counts ? { ...one, level: one.level * share } : one;
}
