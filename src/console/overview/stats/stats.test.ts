import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { MetricQuery } from "../../api/metric.ts";
import { single, snapshotOf, TRAFFIC } from "../snapshot.fixture.ts";
import type { Reading } from "../stat.ts";
import { errors } from "./errors.ts";
import { STATS } from "./index.ts";
import { latency } from "./latency.ts";
import { memory } from "./memory.ts";
import { pool } from "./pool.ts";
import { requests } from "./requests.ts";
import { slowQueries } from "./slow-queries.ts";

const shown = ({ quantity: { number, symbol }, detail, level }: Reading) => [
  `${number} ${symbol}`.trim(),
  detail,
  level,
];
const whole = (metric: string, view: MetricQuery["view"]): MetricQuery => ({
  metric,
  view,
  by: [],
  whole: true,
});

describe("the numbers above the charts", () => {
  it("are dashes when no metric exists and nothing was requested", () => {
    const failed = {
      kind: "failed",
      what: "performance",
      fault: { kind: "unreachable", detail: "" },
    } as const;
    for (const { id, read } of STATS) {
      const { value, quantity } = read(snapshotOf([], { performance: failed }));
      assert.deepEqual([value, quantity.number], [null, "–"], id);
    }
  });

  it("have names of their own", () => {
    assert.equal(new Set(STATS.map(({ id }) => id)).size, STATS.length);
  });
});

describe("requests", () => {
  it("show the newest rate and how many there were", () => {
    const rate: MetricQuery = { metric: "http_requests_total", view: "rate", by: [] };
    assert.deepEqual(shown(requests.read(snapshotOf([single(rate, 3, 2.5, null)]))), [
      "2.50 req/s",
      "900 in all",
      "none",
    ]);
  });
});

describe("server errors", () => {
  it("are a share of all requests, and their course is that of 5xx", () => {
    const byStatus: MetricQuery = {
      metric: "http_requests_total",
      view: "rate",
      by: ["endpoint", "status_code"],
    };
    const series = ["200", "404", "500", "503"].map((status_code, i) => ({
      labels: { status_code },
      values: [10 ** i],
    }));
    const reading = errors.read(snapshotOf([[byStatus, series]]));
    assert.deepEqual(shown(reading), ["1.00 %", "9 5xx, 18 4xx", "none"]);
    assert.deepEqual(reading.course, [1100]);
  });
});

describe("latency", () => {
  it("is judged at half a second and at a second", () => {
    const levelAt = (p95Seconds: number | null) => {
      const total = { ...TRAFFIC, p95Seconds };
      return latency.read(
        snapshotOf([], { performance: { kind: "answered", value: { total, endpoints: [] } } }),
      ).level;
    };
    assert.deepEqual([0.499, 0.5, 1, 1.001, null].map(levelAt), [
      "good",
      "warning",
      "warning",
      "critical",
      "none",
    ]);
  });
});

describe("slow queries", () => {
  const readingOf = (perSecond: number, sinceStart: number, p99: number) =>
    slowQueries.read(
      snapshotOf([
        single(whole("db_slow_queries_total", "rate"), perSecond),
        single(whole("db_slow_queries_total", "value"), sinceStart),
        single({ ...whole("db_query_duration_seconds", "quantiles"), quantiles: [0.99] }, p99),
      ]),
    );

  it("are those of the window, in a process that is older", () => {
    assert.equal(readingOf(12 / 900, 5000, 0.02).value, 12);
  });

  it("are no more than ever were, in a process that is younger than the window", () => {
    assert.equal(readingOf(12 / 60, 12, 0.02).value, 12);
  });

  it("are judged by the 99th percentile, at 100 ms and at 500 ms", () => {
    const levels = [0.099, 0.1, 0.51].map((p99) => readingOf(0, 0, p99).level);
    assert.deepEqual(levels, ["good", "warning", "critical"]);
  });
});

describe("memory", () => {
  it("is judged by how full the heap is", () => {
    const reading = memory.read(
      snapshotOf([
        single(whole("process_resident_memory_bytes", "value"), 200 * 1024 ** 2),
        single(whole("nodejs_heap_size_used_bytes", "value"), 75 * 1024 ** 2),
        single(whole("nodejs_heap_size_limit_bytes", "value"), 100 * 1024 ** 2),
      ]),
    );
    assert.deepEqual(shown(reading), ["200 MiB", "heap 75.0 MiB, 75.0 % full", "warning"]);
  });
});

describe("the pool", () => {
  const readingOf = (active: number) =>
    pool.read(
      snapshotOf([
        single(whole("db_pool_connections_active", "value"), active),
        single(whole("db_pool_connections_waiting", "value"), 2),
        single(whole("db_pool_connections_max", "value"), 20),
      ]),
    );

  it("shows connections in use beside the limit, and who waits", () => {
    assert.deepEqual(shown(readingOf(8)), ["8 of 20", "2 waiting, 40.0 % used", "good"]);
  });

  it("is judged at 70 % and at 90 %", () => {
    assert.deepEqual(
      [13, 14, 18, 19].map((active) => readingOf(active).level),
      ["good", "warning", "warning", "critical"],
    );
  });
});
