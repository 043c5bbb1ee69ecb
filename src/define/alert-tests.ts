import { type AlertTest, type Duration, type Labels, type Place, parseDuration } from "../model/index.ts";
import { durationText } from "./objective/duration-text.ts";
import { placeOfCaller } from "./place.ts";
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
  /** What was before, where that matters, such as the traffic that is usual. Default: nothing is known of before. */
  readonly before?: { readonly at: L; readonly lasts: Duration };
  /** The longest range that the expression looks back over, such as `5m`. Default: it reads the newest sample alone. */
  readonly window?: Duration;
  /** From when things turn bad until the expression has an answer. Default: one interval if there is a window, else none. */
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

/** How many intervals an alert is seen to fire on. */
const HOLDS = 2;

/**
 * The tests that every alert needs: that it fires past its threshold, is silent short of it, waits for its `for`, and
 * clears. They follow what is said of the alert, so that promtool finds a threshold, label or `for` that is not so.
 * @throws FarolError FAROL_TEST_PHASE where a time is no multiple of the interval
 */
export function alertTests<L>(spec: AlertTestsSpec<L>): readonly AlertTest[] {
  const place = placeOfCaller(alertTests);
  const { firesAt: bad, silentAt: good, before } = spec;
  const { interval, start, fires, end, gone } = timesOf(spec);
  const usual: Stretch<L>[] = before === undefined ? [] : [[start, before.at]];
  const isBad: Stretch<L>[] = [...usual, [end - start, bad]];
  const afterwards: Stretch<L> = [gone - end + interval, before?.at ?? good];
  const made = maker(spec, place);
  return [
    made("fires", "past its threshold", isBad, [[end - interval, true]]),
    made(
      "silent",
      "short of its threshold",
      [...usual, [end - start, good]],
      [
        [fires, false],
        [end - interval, false],
      ],
    ),
    spec.for === undefined
      ? made(
          "boundary",
          "as soon as things turn bad",
          [
            [end, before?.at ?? good],
            [gone - end + interval, bad],
          ],
          [
            [end - interval, false],
            [gone, true],
          ],
        )
      : made("boundary", `after ${spec.for} and not before`, isBad, [
          [fires - interval, false],
          [fires, true],
        ]),
    made(
      "clears",
      "when it is over",
      [...isBad, afterwards],
      [
        [end - interval, true],
        [gone, false],
      ],
    ),
    ...(spec.littleTraffic === undefined ? [] : [hardlyAnything(spec, isBad, end - interval, place)]),
  ];
}

function hardlyAnything<L>(
  spec: AlertTestsSpec<L>,
  stretches: readonly Stretch<L>[],
  at: number,
  place: Place,
) {
  const { littleTraffic = 1 } = spec;
  const levels = (badness: L) =>
    spec
      .levels(badness)
      .map((all) => all.map((one) => (one.counts ? { ...one, level: one.level * littleTraffic } : one)));
  return maker({ ...spec, levels }, place)(
    "silent",
    "however bad, where hardly anything happens",
    stretches,
    [[at, false]],
  );
}

/** When things turn bad, when the alert fires, until when it is let fire, and when it shall be gone. */
function timesOf<L>(spec: AlertTestsSpec<L>) {
  const ms = (duration: Duration | undefined) => parseDuration(duration ?? "0s");
  const interval = parseDuration(spec.interval ?? "15s");
  const start = ms(spec.before?.lasts);
  const window = ms(spec.window);
  const seenAfter = spec.seenAfter === undefined ? Math.min(window, interval) : ms(spec.seenAfter);
  const fires = start + seenAfter + ms(spec.for);
  const end = fires + HOLDS * interval;
  const gone = end + Math.max(spec.goneAfter === undefined ? window : ms(spec.goneAfter), interval);
  return { interval, start, fires, end, gone };
}

function maker<L>({ levels, firing = [{}], interval = "15s" }: AlertTestsSpec<L>, place: Place) {
  return (
    shows: AlertTest["shows"],
    name: string,
    stretches: readonly Stretch<L>[],
    moments: readonly Moment[],
  ): AlertTest => {
    const phases = stretches.map(([ms, badness]) => ({ lasts: durationText(ms), levels: levels(badness) }));
    const expect = moments.map(([ms, fires]) => ({ at: durationText(ms), firing: fires ? firing : [] }));
    return { name, shows, interval, input: testSeries(phases, interval), expect, place };
  };
}
