import assert from "node:assert/strict";
import { test } from "node:test";
import { type MetricDeclaration, unboundedLabel } from "../../model/index.ts";
import { parse } from "../index.ts";
import { catalogueOf, infer, words } from "./index.ts";

const declared = (name: string, rest: object): MetricDeclaration =>
  ({ name, help: "", unit: "none", labels: {}, maxSeries: 1, expires: true, ...rest }) as MetricDeclaration;

const catalogue = catalogueOf([
  declared("requests_total", { type: "counter", labels: { method: ["GET", "POST"], path: unboundedLabel } }),
  declared("cpu_seconds_total", { type: "counter", unit: "seconds", labels: { cpu: unboundedLabel } }),
  declared("sent_bytes_total", { type: "counter", unit: "bytes" }),
  declared("up", { type: "gauge" }),
  declared("pool", { type: "gauge", labels: { pool: unboundedLabel } }),
  declared("pool_max", { type: "gauge", labels: { pool: unboundedLabel, zone: unboundedLabel } }),
  declared("time_seconds", { type: "gauge", unit: "seconds" }),
  declared("sizes", { type: "histogram", buckets: [1, 2], exemplars: false }),
  declared("duration_seconds", {
    type: "histogram",
    unit: "seconds",
    labels: { path: unboundedLabel },
    buckets: [0.1, 1],
    exemplars: false,
  }),
]);

/** `labels: meaning: dimension`; `?` after a label that only some results have, `…` where there may be others. */
function known(text: string): string {
  const expr = parse(text);
  const { labels, meaning, dimension } = infer(expr, catalogue).get(expr)!;
  const names = [...labels.labels].map(([name, presence]) => `${name}${presence === "maybe" ? "?" : ""}`);
  const all = [...names, ...(labels.isOpen ? ["…"] : [])].join(" ");
  return [all, meaning, dimension === undefined ? "unknown" : words(dimension)].join(": ");
}

function table(rows: Readonly<Record<string, string>>): void {
  for (const [text, expected] of Object.entries(rows)) assert.equal(known(text), expected, text);
}

test("selectors have their metric's labels, kind and unit", () => {
  table({
    requests_total: "method path: counter: a count",
    duration_seconds_bucket: "path le: buckets: a count",
    duration_seconds_sum: "path: counter: seconds",
    nobody_knows: "…: unknown: unknown",
    '{__name__="up"}': ": value: a count",
    '{job="x"}': "…: unknown: unknown",
  });
});

test("target labels are added where they are asked for", () => {
  const expr = parse("up");
  const facts = infer(expr, catalogue, { targetLabels: ["instance", "job"] });
  assert.deepEqual([...facts.get(expr)!.labels.labels.keys()], ["instance", "job"]);
});

test("aggregations keep or drop labels", () => {
  table({
    "sum by (path, nope) (requests_total)": "path: total: a count",
    "sum without (path) (requests_total)": "method: total: a count",
    "sum by (path) (nobody_knows)": "path?: unknown: unknown",
    "topk(3, requests_total)": "method path: counter: a count",
    'count_values("value", pool)': "value: value: a count",
    "count(cpu_seconds_total)": ": value: a count",
    "stddev(cpu_seconds_total)": ": value: seconds",
    "stdvar(cpu_seconds_total)": ": value: seconds^2",
  });
});

test("functions change meaning and unit", () => {
  table({
    "rate(requests_total[5m])": "method path: value: a count per second",
    "rate(cpu_seconds_total[5m])": "cpu: value: a ratio",
    "rate(sent_bytes_total[5m])": ": value: bytes per second",
    "increase(sent_bytes_total[5m])": ": value: bytes",
    "rate(duration_seconds_bucket[5m])": "path le: ratedBuckets: a count per second",
    "histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m])))": ": value: seconds",
    "time()": ": value: seconds",
    "timestamp(up)": ": value: seconds",
    "changes(pool[1h])": "pool: value: a count",
    "max_over_time(rate(sent_bytes_total[5m])[1h:])": ": value: bytes per second",
    'label_replace(pool, "zone", "$1", "pool", "a(.*)")': "pool zone?: value: a count",
    'absent(up{job="a", zone=~"b", le="1", le="2"})': "job: value: a count",
    "scalar(pool)": ": value: a count",
    "vector(1)": ": value: unknown",
  });
});

test("what is made of counters is no counter, and what a quantile is measured in is what its histogram is", () => {
  table({
    "sum by (le) (duration_seconds_bucket)": "le: totalBuckets: a count",
    "max_over_time(requests_total[5m])": "method path: total: a count",
    "requests_total + on (method) requests_total": "method: total: a count",
    "sent_bytes_total / 1024": ": total: bytes",
    "requests_total * on () group_left () up": "method path: total: a count",
    "requests_total / on (path) duration_seconds_count": "path: value: a ratio",
    "requests_total - requests_total offset 5m": "method path: value: a count",
    "rate(sum(requests_total)[5m:])": ": value: a count per second",
    "rate(sum by (le) (duration_seconds_bucket)[5m:])": "le: ratedBuckets: a count per second",
    "histogram_quantile(0.9, rate(sizes_bucket[5m]))": ": value: a count",
    "histogram_quantile(0.9, rate(other_seconds_bucket[5m]))": "…: value: unknown",
    "histogram_quantile(0.9, sizes_bucket or duration_seconds_bucket)": "path?: value: unknown",
    "histogram_fraction(0, 1, rate(sizes_bucket[5m]))": ": value: a ratio",
  });
});

test("operators between vectors keep the labels by which they match", () => {
  table({
    "pool / on (pool) pool_max": "pool: value: a ratio",
    "pool_max / ignoring (zone) pool": "pool: value: a ratio",
    "pool_max * on (pool) group_left () pool": "pool zone: value: a count",
    "pool * on (pool) group_left (zone) pool_max": "pool zone: value: a count",
    "pool * on (pool) group_right (nope) pool_max": "pool zone: value: a count",
    "pool and on (pool) pool_max": "pool: value: a count",
    "pool or pool_max": "pool zone?: value: a count",
    "pool unless requests_total": "pool: value: a count",
    "pool or vector(0)": "pool?: value: a count",
    "up or time_seconds": ": value: unknown",
    "pool * nobody_knows": "pool: unknown: a count",
  });
});

test("numbers leave labels and units alone, comparisons what they let through", () => {
  table({
    "rate(cpu_seconds_total[5m]) > 0.8": "cpu: value: a ratio",
    "pool > bool 3": "pool: value: a count",
    "1 - pool": "pool: value: a count",
    "-pool": "pool: value: a count",
    "duration_seconds_sum / duration_seconds_count": "path: value: seconds",
    "sent_bytes_total / duration_seconds_sum": ": value: bytes per second",
    "cpu_seconds_total * cpu_seconds_total": "cpu: value: seconds^2",
    "2 ^ pool": "pool: value: unknown",
  });
});

test("every node of a tree is known", () => {
  const expr = parse("histogram_quantile(scalar(pool), topk(1, up)) + vector(time())");
  const facts = infer(expr, catalogue);
  assert.equal(facts.size, 9);
});
