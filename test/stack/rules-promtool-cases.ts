import type { TestSeries } from "farol/model";
import fc from "fast-check";

/** Rules over series, and how often those are sampled and these are evaluated. */
export interface RuleCase {
  /** Groups as a file of rules holds them. */
  readonly groups: readonly { readonly name: string; readonly rules: readonly object[] }[];
  readonly input: readonly TestSeries[];
  readonly intervalMs: number;
  readonly evaluationIntervalMs: number;
}

export const RECORDINGS = ["r:one", "r:two"] as const;
/** Few, so that some rules share one. */
export const ALERTS = ["One", "Two"] as const;

/** Of each series, at most. */
const SAMPLES = 16;

/** Series come and go, as when a machine is away for some scrapes, for longer than a sample counts, or for good. */
const VALUES = fc.array(fc.integer({ min: 0, max: 6 }).map(String), { minLength: 1, maxLength: 5 });
const GAP = fc.array(fc.constant<string>("_"), { minLength: 1, maxLength: 3 });
const LONG_GAP = fc.array(fc.constant<string>("_"), { minLength: 6, maxLength: 12 });
const GAUGE = series(
  fc.oneof(
    { weight: 5, arbitrary: VALUES },
    { weight: 2, arbitrary: GAP },
    { weight: 1, arbitrary: LONG_GAP },
    { weight: 1, arbitrary: fc.constant<string[]>(["stale"]) },
  ),
);
/** Each run begins at 0 again. */
const COUNTER = series(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 6 })).map(rising),
    },
    { weight: 1, arbitrary: GAP },
  ),
);

function rising([step, count]: readonly [step: number, count: number]): string[] {
  return Array.from({ length: count }, (_, i) => String(i * step));
}

function series(run: fc.Arbitrary<string[]>): fc.Arbitrary<string> {
  const runs = fc.array(run, { minLength: 4, maxLength: SAMPLES });
  return runs.map((all) => all.flat().slice(0, SAMPLES).join(" "));
}

const GAUGES = ['m{a="x",b="1"}', 'm{a="x",b="2"}', 'm{a="y",b="1"}', 'n{a="x"}', 'n{a="z"}'];
const COUNTERS = ['c{a="x"}', 'c{a="y"}'];
const INPUT: fc.Arbitrary<TestSeries[]> = fc
  .tuple(
    ...GAUGES.map((name) => GAUGE.map((values) => ({ series: name, values }))),
    ...COUNTERS.map((name) => COUNTER.map((values) => ({ series: name, values }))),
  )
  .chain((all) => fc.subarray(all, { minLength: 2 }));

const VECTOR = fc.oneof(
  fc.constantFrom("m", "n", "sum by (a) (m)", "count(m)", "m * 2", "max by (a) (m) - n", "n / 2"),
  fc.constantFrom(
    "rate(c[2m])",
    "increase(c[90s])",
    "max_over_time(m[2m])",
    "changes(m[3m])",
    "resets(c[4m])",
  ),
  fc.constantFrom("m offset 1m", "n offset -1m", "sum_over_time(n[3m:30s])", "last_over_time(n[4m])"),
  fc.constantFrom(
    "absent(n)",
    'absent(m{a="q"})',
    "absent_over_time(n[2m])",
    "vector(time())",
    "timestamp(n)",
  ),
  fc.constantFrom(...RECORDINGS, "sum(r:one)", "r:one + 1", "count_over_time(r:one[3m])", "delta(r:two[2m])"),
  fc.constantFrom('label_replace(n, "b", "$1", "a", "(.*)")', 'n or m{b="2"}', "m unless on (a) n"),
  fc.constantFrom(
    "count by (alertname, alertstate) (ALERTS)",
    'ALERTS{alertstate="firing"}',
    "ALERTS_FOR_STATE",
  ),
);
const CONDITION = fc
  .tuple(VECTOR, fc.constantFrom(">", "<", "==", "!="), fc.integer({ min: 0, max: 6 }))
  .map(([vector, sign, bound]) => `${vector} ${sign} ${bound}`);
/** Rules that can fail: their answer may hold two series of the same labels. */
const CLASHING = fc.constantFrom('{__name__=~"m|n"}', 'm{b="1"} or n');

const DURATION = fc.constantFrom("15s", "30s", "1m", "90s", "2m", "4m");
const TEXT = fc.constantFrom(
  "plain",
  "{{ $labels.a }}",
  "{{ $labels.nothing }}",
  "{{ $value }}",
  "{{ if gt $value 3.0 }}much{{ else }}little{{ end }}",
  '{{ printf "%.2f" $value }} of {{ .Labels.a }}',
  '{{ with query "sum(m)" }}{{ . | first | value }}{{ end }} in {{ $externalLabels.zone }}',
  "{{ humanize $labels.a }}",
);

const RECORDING = fc.record(
  {
    record: fc.constantFrom(...RECORDINGS),
    expr: fc.oneof(
      { weight: 30, arbitrary: VECTOR },
      { weight: 6, arbitrary: CONDITION },
      CLASHING,
      fc.constant("5"),
    ),
    // of these, the last two can make one series of two
    labels: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom({ extra: "1" }, { extra: "{{ $value }}" }, { nothing: "" }) },
      fc.constantFrom({ b: "" }, { a: "fixed" }),
    ),
  },
  { requiredKeys: ["record", "expr"] },
);
const ALERT = fc.record(
  {
    alert: fc.constantFrom(...ALERTS),
    expr: fc.oneof({ weight: 30, arbitrary: CONDITION }, { weight: 15, arbitrary: VECTOR }, CLASHING),
    for: DURATION,
    keep_firing_for: DURATION,
    labels: fc.record({ severity: TEXT, more: TEXT, alertname: TEXT }, { requiredKeys: [] }),
    annotations: fc.record({ summary: TEXT, description: TEXT }, { requiredKeys: [] }),
  },
  { requiredKeys: ["alert", "expr"] },
);

const RULES = fc.array(fc.oneof(RECORDING, { weight: 2, arbitrary: ALERT }), { minLength: 1, maxLength: 5 });
const LIMIT = fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.integer({ min: 2, max: 4 }));
const GROUPS = fc
  .array(fc.record({ rules: RULES, limit: LIMIT }), { minLength: 1, maxLength: 3 })
  .map((groups) => groups.map((group, i) => ({ name: `group ${i}`, ...group })));

export const CASE: fc.Arbitrary<RuleCase> = fc.record({
  groups: GROUPS,
  input: INPUT,
  intervalMs: fc.constantFrom(30_000, 60_000),
  evaluationIntervalMs: fc.constantFrom(30_000, 45_000, 60_000),
});
