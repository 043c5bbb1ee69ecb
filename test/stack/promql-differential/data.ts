import type { Labels } from "farol/model";
import fc from "fast-check";
import type { Sample, WholeSeries } from "../../series-in-memory.ts";

/** Of the first sample, and how many there are, a quarter of a minute apart. */
export const START_MS = 1_700_000_000_000;
export const SAMPLES = 160;
export const STEP_MS = 15_000;

/** What becomes of a series at a step: a growth or a value, nothing, its end, and for a counter a new beginning. */
type Happening = number | "gap" | "stale" | "reset";
type Values = (number | "stale" | undefined)[];

const JOBS = ["a", "b"];
const INSTANCES = ["0", "1"];
export const BOUNDS = ["0.1", "0.5", "1", "+Inf"];

/** Quarters, so that sums of them are exact in whatever order they are made. */
const QUARTERS = fc.integer({ min: 0, max: 40 }).map((number) => number / 4);
const OUTAGES = fc.constantFrom<Happening>("gap", "gap", "stale");
const COUNTER = happenings(QUARTERS, fc.oneof(OUTAGES, fc.constant<Happening>("reset")));
const GAUGE = happenings(
  QUARTERS.map((number) => number - 5),
  fc.oneof(
    OUTAGES,
    fc.constantFrom<Happening>(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e9),
  ),
);
const FINITE = happenings(QUARTERS, OUTAGES);
const UP = happenings(fc.constantFrom(0, 1, 1, 1), OUTAGES);
const ONE = happenings(fc.constant(1), OUTAGES);

function happenings(often: fc.Arbitrary<Happening>, seldom: fc.Arbitrary<Happening>) {
  const one = fc.oneof({ weight: 30, arbitrary: often }, { weight: 1, arbitrary: seldom });
  return fc.array(one, { minLength: SAMPLES, maxLength: SAMPLES });
}

/** Counters with resets, gauges with odd numbers, histograms, gaps and ends. */
export const DATA: fc.Arbitrary<readonly WholeSeries[]> = fc
  .tuple(
    ...each("requests_total", COUNTER, counted, { code: ["200", "500"] }),
    ...each("errors_total", COUNTER, counted),
    ...each("temperature", GAUGE, asTheyAre),
    // of different values at all times, so that there is one way to order them
    ...each("level", FINITE, (found, i) =>
      asTheyAre(found).map((value) => (typeof value === "number" ? value + i / 1024 : value)),
    ),
    ...each("up", UP, asTheyAre),
    ...each("build_info", ONE, asTheyAre, { version: ["1", "2"] }),
  )
  .chain((plain) => histograms().map((others) => [...plain, ...others].sort(byLabels)));

/** As Prometheus orders them: in which order numbers are added decides on the last digits. */
function byLabels(a: WholeSeries, b: WholeSeries): number {
  const [x, y] = [a, b].map(({ name, labels }) => [name, ...Object.entries(labels).sort()].join("\0"));
  return x! < y! ? -1 : 1;
}

function each(
  name: string,
  arbitrary: fc.Arbitrary<Happening[]>,
  valuesOf: (found: readonly Happening[], index: number) => Values,
  more: Readonly<Record<string, readonly string[]>> = {},
): fc.Arbitrary<WholeSeries>[] {
  return labelSets({ job: JOBS, instance: INSTANCES, ...more }).map((labels, i) =>
    fc.tuple(arbitrary, fc.integer({ min: 0, max: 2 })).map(([found, jitter]) => ({
      ...{ name, labels },
      samples: samplesOf(valuesOf(found, i), jitter),
    })),
  );
}

function labelSets(values: Readonly<Record<string, readonly string[]>>): Labels[] {
  return Object.entries(values).reduce<Labels[]>(
    (sets, [label, all]) => sets.flatMap((set) => all.map((value) => ({ ...set, [label]: value }))),
    [{}],
  );
}

function counted(found: readonly Happening[]): Values {
  let total = 0;
  return found.map((one) => {
    if (one === "gap") return undefined;
    if (one === "stale") return one;
    total = one === "reset" ? 0 : total + one;
    return total;
  });
}

function asTheyAre(found: readonly Happening[]): Values {
  return found.map((one) => (one === "gap" || one === "reset" ? undefined : one));
}

/** @param jitter How many milliseconds later than at its step each second sample stands. */
function samplesOf(values: Readonly<Values>, jitter: number): Sample[] {
  return values.flatMap((value, i) =>
    value === undefined ? [] : [[START_MS + i * STEP_MS + (i % 2) * jitter, value] as const],
  );
}

/** Observations of each job by bucket, which seldom begin anew. */
function histograms(): fc.Arbitrary<WholeSeries[]> {
  const step = fc.oneof(
    {
      weight: 30,
      arbitrary: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
    },
    { weight: 1, arbitrary: fc.constant<"reset">("reset") },
  );
  const steps = fc.array(step, { minLength: SAMPLES, maxLength: SAMPLES });
  return fc.tuple(...JOBS.map((job) => steps.map((all) => histogram(job, all)))).map((jobs) => jobs.flat());
}

function histogram(job: string, steps: readonly (readonly number[] | "reset")[]): WholeSeries[] {
  let counts = [0, 0, 0, 0];
  const history = steps.map((step) => {
    if (step === "reset") counts = [0, 0, 0, 0];
    else counts = counts.map((count, i) => count + step.slice(0, i + 1).reduce((a, b) => a + b, 0));
    return counts;
  });
  const series = (name: string, labels: Labels, value: (all: readonly number[]) => number): WholeSeries => ({
    ...{ name, labels: { job, ...labels } },
    samples: samplesOf(history.map(value), 0),
  });
  return [
    ...BOUNDS.map((le, i) => series("latency_seconds_bucket", { le }, (all) => all[i]!)),
    series("latency_seconds_count", {}, (all) => all[3]!),
    series("latency_seconds_sum", {}, (all) => all.reduce((a, b) => a + b, 0) / 4),
  ];
}
