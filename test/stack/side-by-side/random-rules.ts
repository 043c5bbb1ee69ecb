import fc from "fast-check";
import type { ScriptedSeries } from "./script.ts";

/** Rules that are evaluated one after the other, over series that come and go. */
export interface RandomRules {
  readonly rules: readonly object[];
  readonly series: readonly ScriptedSeries[];
}

const RULES = 60;
const RECORDINGS = ["side:one", "side:two", "side:three"];
/** Few, so that some rules share one. */
const ALERTS = Array.from({ length: 12 }, (_, i) => `Random${i}`);

const RUN = fc.tuple(
  fc.integer({ min: 1, max: 6 }),
  fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined, freq: 4 }),
);
const SERIES = [
  { name: "m", labels: { a: "x", b: "1" } },
  { name: "m", labels: { a: "x", b: "2" } },
  { name: "m", labels: { a: "y", b: "1" } },
  { name: "n", labels: { a: "x" } },
  { name: "n", labels: { a: "z" } },
];

/**
 * Nothing whose value hangs on when in a second one looks: no rates, no times. Nor ranges that begin just where rules have
 * written: to the engine, as to Prometheus 3, that sample is not in them, and to 2.42 it is.
 */
const VECTOR = fc.oneof(
  fc.constantFrom("m", "n", "sum by (a) (m)", "count(m)", "m * 2", "max by (a) (m) - n", "n / 2", "-m"),
  fc.constantFrom("max_over_time(m[3s])", "changes(m[5s])", "resets(m[6s])", "idelta(n[4s])"),
  fc.constantFrom("sum_over_time(n[3s])", "count_over_time(m[4s])", "last_over_time(n[4s])", "m offset 2s"),
  fc.constantFrom(
    "absent(n)",
    'absent(m{a="q"})',
    "absent_over_time(n[3s])",
    "vector(4)",
    "quantile(0.4, m)",
  ),
  fc.constantFrom(...RECORDINGS, "sum(side:one)", "side:one + 1", "count_over_time(side:two[2500ms])"),
  fc.constantFrom('label_replace(n, "b", "$1", "a", "(.*)")', 'n or m{b="2"}', "m unless on (a) n"),
  fc.constantFrom("count by (alertname, alertstate) (ALERTS)", 'ALERTS{alertstate="firing"}'),
);
const CONDITION = fc
  .tuple(VECTOR, fc.constantFrom(">", "<", "==", "!="), fc.integer({ min: 0, max: 6 }))
  .map(([vector, sign, bound]) => `${vector} ${sign} ${bound}`);
/** Rules that fail while two series of their answer have the same labels. */
const CLASHING = fc.constantFrom('{__name__=~"m|n"}', "m * on () n");

const DURATION = fc.constantFrom("1s", "1500ms", "2s", "3s", "5s", "8s");
const TEXT = fc.constantFrom(
  ...["plain", "{{ $labels.a }}", "{{ $labels.nothing }}", "{{ $value }}"],
  "{{ if gt $value 3.0 }}much{{ else }}little{{ end }}",
  '{{ with query "sum(m)" }}{{ . | first | value }}{{ end }}',
);

const RECORDING = fc.record(
  {
    record: fc.constantFrom(...RECORDINGS),
    expr: fc.oneof({ weight: 20, arbitrary: VECTOR }, { weight: 4, arbitrary: CONDITION }, CLASHING),
    labels: fc.constantFrom({ extra: "1" }, { extra: "{{ $value }}" }, { nothing: "" }),
  },
  { requiredKeys: ["record", "expr"] },
);
const ALERT = fc
  .record(
    {
      alert: fc.constantFrom(...ALERTS),
      expr: fc.oneof({ weight: 20, arbitrary: CONDITION }, { weight: 10, arbitrary: VECTOR }, CLASHING),
      for: DURATION,
      keep_firing_for: DURATION,
      labels: fc.record({ severity: TEXT, more: TEXT }, { requiredKeys: [] }),
    },
    { requiredKeys: ["alert", "expr"] },
  )
  .map((alert) => ({ ...alert, labels: { ...alert.labels, kind: "random" } }));

/** @param rows how many the script has */
export function randomRules(seed: number, rows: number): RandomRules {
  const values = fc
    .array(RUN, { minLength: rows, maxLength: rows })
    .map((runs) => runs.flatMap(([times, value]) => Array.from({ length: times }, () => value)))
    .map((all) => [undefined, ...all].slice(0, rows));
  const rule = fc.oneof({ weight: 1, arbitrary: RECORDING }, { weight: 3, arbitrary: ALERT });
  const columns = fc.sample(values, { seed, numRuns: SERIES.length });
  const rules = fc.sample(rule, { seed, numRuns: RULES });
  return {
    // one side waits longer for the script than the other, and nothing shall be pending then
    rules: rules.map((one) => ({ ...one, expr: `(${one.expr}) and on () (script_row > 0)` })),
    series: SERIES.map((one, i) => ({ ...one, values: columns[i]! })),
  };
}
