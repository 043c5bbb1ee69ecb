import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { statReading } from "../reading.ts";
import { course, failed, sample, snapshotOf } from "../snapshot.fixture.ts";
import type { Reading, Stat } from "../stat.ts";
import { errors } from "./errors.ts";
import { STATS } from "./index.ts";
import { latency } from "./latency.ts";
import { memory } from "./memory.ts";
import { pool } from "./pool.ts";
import { queries } from "./queries.ts";
import { requests } from "./requests.ts";
import { slowQueries } from "./slow-queries.ts";

const shown = ({ quantity: { number, symbol }, detail, level }: Reading) => [
  `${number} ${symbol}`.trim(),
  detail,
  level,
];

/** What a stat says when its expressions yield these numbers. */
function read(stat: Stat, numbers: Readonly<Record<string, number | null>>, ...values: number[]) {
  const samples = Object.entries(numbers).map(
    ([name, value]) => [stat.numbers[name]!, sample(value)] as const,
  );
  const courses = new Map([[stat.course, course(...values)]]);
  const answer = statReading(stat, snapshotOf({ courses, samples: new Map(samples) }));
  assert.ok(answer.kind === "read");
  return answer;
}

describe("the numbers above the charts", () => {
  it("are dashes when no metric exists", () => {
    for (const stat of STATS) {
      const answer = statReading(stat, snapshotOf());
      assert.ok(answer.kind === "read");
      const { value, quantity, level } = answer.reading;
      assert.deepEqual([value, quantity.number, level], [null, "–", "none"], stat.id);
    }
  });

  it("are the fault when one of them, or their course, could not be read", () => {
    const fault = { kind: "failed", fault: failed.fault };
    const samples = new Map([[latency.numbers.p50!, failed]]);
    assert.deepEqual(statReading(latency, snapshotOf({ samples })), fault);
    const courses = new Map([[latency.course, failed]]);
    assert.deepEqual(statReading(latency, snapshotOf({ courses })), fault);
  });

  it("have names of their own", () => {
    assert.equal(new Set(STATS.map(({ id }) => id)).size, STATS.length);
  });
});

describe("requests", () => {
  it("show the newest rate, how many there were, and their course", () => {
    const answer = read(requests, { now: 2.5, all: 900 }, 3, 2);
    assert.deepEqual(shown(answer.reading), ["2.50 req/s", "900 in all", "none"]);
    assert.deepEqual(answer.course, [3, 2]);
  });
});

describe("server errors", () => {
  it("are a share of all requests, and counted", () => {
    const { reading } = read(errors, { share: 0.01, server: 9, client: 18 });
    assert.deepEqual(shown(reading), ["1.00 %", "9 5xx, 18 4xx", "none"]);
  });

  it("are none where there is no series of them", () => {
    const { reading } = read(errors, { share: 0, server: 0, client: null });
    assert.deepEqual(shown(reading), ["0 %", "0 5xx, 0 4xx", "none"]);
  });
});

describe("latency", () => {
  it("is judged at half a second and at a second", () => {
    const levels = [0.499, 0.5, 1, 1.001, null].map((p95) => read(latency, { p95 }).reading.level);
    assert.deepEqual(levels, ["good", "warning", "warning", "critical", "none"]);
  });
});

describe("queries", () => {
  it("show the newest rate beside the highest one", () => {
    const { reading } = read(queries, { now: 2 }, 3, 7, 2);
    assert.deepEqual(shown(reading), ["2.00 q/s", "at most 7.00 q/s", "none"]);
  });
});

describe("slow queries", () => {
  it("are judged by the 99th percentile, at 100 ms and at 500 ms", () => {
    const levels = [0.099, 0.1, 0.51].map((p99) => read(slowQueries, { slow: 0, p99 }).reading.level);
    assert.deepEqual(levels, ["good", "warning", "critical"]);
  });
});

describe("memory", () => {
  it("is judged by how full the heap is", () => {
    const { reading } = read(memory, { resident: 200 * 1024 ** 2, heap: 75 * 1024 ** 2, full: 0.75 });
    assert.deepEqual(shown(reading), ["200 MiB", "heap 75.0 MiB, 75.0 % full", "warning"]);
  });
});

describe("the pool", () => {
  const readingOf = (active: number) => read(pool, { active, waiting: 2, max: 20 }).reading;

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
