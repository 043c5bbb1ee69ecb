import {
  alert,
  alertTest,
  bucketsOf,
  counter,
  defineMonitoring,
  gauge,
  histogram,
  promql,
  recording,
  runbook,
  select,
  unboundedLabel,
} from "farol";

const up = gauge({ name: "db_up", help: "Whether it answers.", labels: { pool: ["main", "replica"] } });
const jobs = counter({
  name: "jobs_total",
  help: "Jobs.",
  labels: { queue: unboundedLabel, outcome: ["ok", "error"] },
});
const took = histogram({ name: "job_duration_seconds", help: "Time.", labels: { queue: unboundedLabel } });
const answersLate = runbook("RB-901", "It answers late");

const failing = recording("queue:jobs_failed:ratio_rate5m", {
  expr: promql`
    sum by (queue) (rate(${select(jobs, { outcome: "error" })}[5m]))
      / on (queue)
    queue:jobs:rate5m`,
});
const rate = recording("queue:jobs:rate5m", {
  expr: promql`sum by (queue) (rate(${jobs}[5m]))`,
  labels: { source: "farol" },
});

/** Its texts are made of labels alone: promtool compares the whole alert. */
export const databaseDown = alert("DatabaseDown", {
  expr: promql`min by (pool) (${up}) == 0`,
  for: "1m",
  keepFiringFor: "30s",
  severity: "critical",
  owner: "storage",
  labels: { tier: "{{ $labels.pool | toUpper }}", yes: "on" },
  summary: 'Database "{{ $labels.pool }}" is down',
  description:
    '{{ if eq $labels.pool "main" }}Everything: writes too.{{ else }}Reads only.{{ end }}\nLook at {{ printf "%q" $labels.pool }}.',
  runbook: answersLate,
  dashboard: "database",
  tests: [
    alertTest("after a minute without an answer", {
      shows: "fires",
      interval: "15s",
      input: [
        { series: 'db_up{pool="main"}', values: "1x3 0x20" },
        { series: 'db_up{pool="replica"}', values: "0x20" },
      ],
      expect: [
        { at: "1m", firing: [{ pool: "replica" }] },
        { at: "2m", firing: [{ pool: "main" }, { pool: "replica" }] },
      ],
    }),
    alertTest("while it answers", {
      shows: "silent",
      interval: "15s",
      input: [{ series: 'db_up{pool="main"}', values: "1x20" }],
      expect: [{ at: "4m", firing: [] }],
    }),
    alertTest("not before the minute is over", {
      shows: "boundary",
      interval: "15s",
      input: [{ series: 'db_up{pool="main"}', values: "0x20" }],
      expect: [
        { at: "45s", firing: [] },
        { at: "1m", firing: [{ pool: "main" }] },
      ],
    }),
    alertTest("half a minute after it answers again", {
      shows: "clears",
      interval: "15s",
      input: [{ series: 'db_up{pool="main"}', values: "0x6 1x20" }],
      expect: [
        { at: "2m", firing: [{ pool: "main" }] },
        { at: "3m", firing: [] },
      ],
    }),
  ],
});

/** Its texts hold the value: promtool compares the series ALERTS. It reads recordings of its own group and another. */
const jobsFailing = alert("JobsFailing", {
  expr: promql`queue:jobs_failed:ratio_rate5m > 0.1
    and on (queue) queue:jobs:rate5m > 0`,
  for: "5m",
  severity: "warning",
  summary: "{{ $value | humanizePercentage }} of {{ $labels.queue }} fail",
  description: "Since {{ humanizeDuration 300 }}.",
  runbook: answersLate,
  dashboard: "jobs",
  tests: [
    alertTest("when one in five fails", {
      shows: "fires",
      interval: "1m",
      input: [
        { series: 'jobs_total{queue="a \\"b\\"", outcome="error"}', values: "0+1x40" },
        { series: 'jobs_total{queue="a \\"b\\"", outcome="ok"}', values: "0+4x40" },
      ],
      expect: [
        { at: "3m", firing: [] },
        { at: "20m30s", firing: [{ queue: 'a "b"' }] },
      ],
    }),
    alertTest("by the half minute too", {
      shows: "silent",
      interval: "30s",
      input: [{ series: 'jobs_total{queue="a", outcome="ok"}', values: "0+4x80" }],
      expect: [{ at: "20m", firing: [] }],
    }),
  ],
});

const slow = alert("JobsSlow", {
  expr: promql`histogram_quantile(0.99, sum by (le) (rate(${bucketsOf(took)}[5m]))) > 1`,
  severity: "info",
  summary: "Jobs are slow",
  description: "It takes {{ $value | humanizeDuration }}.",
  runbook: answersLate,
  dashboard: "jobs",
  tests: [],
});

/** A definition with everything that Prometheus' files can hold. */
export const monitoring = defineMonitoring({
  service: "Back Office",
  owner: "office",
  integrations: [
    { name: "database", metrics: [up], rules: [databaseDown] },
    { name: "jobs", metrics: [jobs], rules: [jobsFailing, failing, rate] },
    { name: "silent", metrics: [] },
  ],
  metrics: [took],
  changes: { DatabaseDown: { severity: "warning" } },
  rules: [slow],
});
