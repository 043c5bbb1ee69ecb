import type { RuleGroupSpec, RuleSpec } from "farol/alerting";

/** The shapes of rules as catalogues have them: what they ask of, and how much of it. */
const SHAPES: readonly ((i: number) => Pick<RuleSpec, "kind" | "expr">)[] = [
  (i) => ({
    kind: "alert",
    expr: `sum by (route) (rate(gateway_requests_total{shard="${i % 100}"}[5m])) > 1e9`,
  }),
  (i) => ({
    kind: "alert",
    expr: `sum(rate(gateway_requests_total{shard="${i % 100}",status_code=~"5.."}[5m])) / sum(rate(gateway_requests_total{shard="${i % 100}"}[5m])) > 0.9`,
  }),
  (i) => ({ kind: "alert", expr: `queue_length{shard="${i % 100}"} > 1e9` }),
  (i) => ({ kind: "alert", expr: `avg_over_time(queue_length{shard="${i % 100}"}[15m]) > 1e9` }),
  (i) => ({
    kind: "recording",
    expr: `histogram_quantile(0.99, sum by (le) (rate(gateway_request_duration_seconds_bucket{shard="${i % 100}"}[5m])))`,
  }),
  (i) => ({
    kind: "recording",
    expr: `sum by (route) (rate(gateway_requests_total{shard="${i % 100}"}[5m]))`,
  }),
  (i) => ({ kind: "alert", expr: `absent(up{job="job${i}"}) == 2` }),
  (i) => ({ kind: "alert", expr: `max by (queue) (queue_length{shard="${i % 100}"}) > 1e9` }),
  (i) => ({ kind: "alert", expr: `job:gateway_requests:rate5m${i % 100} > 1e9` }),
  (i) => ({ kind: "recording", expr: `sum(rate(gateway_requests_total{shard="${i % 100}"}[1h]))` }),
];

/** So many rules, in groups of twenty. */
export function rules(count: number): RuleGroupSpec[] {
  const all = Array.from({ length: count }, (_, i): RuleSpec => {
    const { kind, expr } = SHAPES[i % SHAPES.length]!(Math.floor(i / SHAPES.length));
    const name = kind === "alert" ? `Alert${i}` : `job:gateway_requests:rate5m${i}`;
    const own = { name, expr, labels: { severity: "warning" } };
    if (kind === "recording") return { kind, ...own };
    return { kind, ...own, forMs: 300_000, keepFiringForMs: 0, annotations: { summary: "{{ $value }}" } };
  });
  const groups = Math.ceil(count / 20);
  return Array.from({ length: groups }, (_, i) => ({
    name: `group ${i}`,
    file: "bench.yml",
    intervalMs: undefined,
    limit: 0,
    queryOffsetMs: 0,
    labels: {},
    rules: all.slice(i * 20, (i + 1) * 20),
  }));
}
