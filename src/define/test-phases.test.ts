import assert from "node:assert/strict";
import { test } from "node:test";
import { unboundedLabel } from "../model/index.ts";
import { counter, gauge, histogram } from "./metric.ts";
import { counterAt, gaugeAt, histogramAt } from "./test-levels.ts";
import { testSeries } from "./test-phases.ts";

const up = gauge({ name: "db_up", help: "Whether it answers.", labels: { pool: unboundedLabel } });
const jobs = counter({ name: "jobs_total", help: "Jobs." });
const took = histogram({ name: "job_seconds", help: "Time.", buckets: [0.1, 1] });

test("a gauge shows its phase, and one that is gone in a phase is stale", () => {
  const on = (value: number) => [gaugeAt(up, { pool: 'a "b"' }, value)];
  const phases = [
    { lasts: "45s", levels: on(1) },
    { lasts: "30s", levels: [] },
    { lasts: "15s", levels: on(0) },
  ] as const;
  assert.deepEqual(testSeries(phases, "15s"), [
    { series: 'db_up{pool="a \\"b\\""}', values: "1x2 stale _x1 0" },
  ]);
});

test("a counter goes on from phase to phase, without the noise of binary fractions", () => {
  const phases = [
    { lasts: "1m", levels: [counterAt(jobs, {}, 0.4)] },
    { lasts: "1m", levels: [counterAt(jobs, {}, 0)] },
    { lasts: "15s", levels: [counterAt(jobs, {}, 1)] },
  ] as const;
  assert.deepEqual(testSeries(phases, "15s"), [
    { series: "jobs_total", values: "1000000+0.1x3 1000000.4+0x3 1000000.4" },
  ]);
});

test("a histogram counts each observation in every bucket that holds it; two of one series are added up", () => {
  const phase = {
    lasts: "2m",
    levels: [histogramAt(took, {}, 9, 0.1), histogramAt(took, {}, 1, 5)],
  } as const;
  assert.deepEqual(
    testSeries([phase], "1m").map(({ series, values }) => [series, values]),
    [
      ['job_seconds_bucket{le="0.1"}', "1000000+9x1"],
      ['job_seconds_bucket{le="1"}', "1000000+9x1"],
      ['job_seconds_bucket{le="+Inf"}', "1000000+10x1"],
      ["job_seconds_sum", "1000000+5.9x1"],
      ["job_seconds_count", "1000000+10x1"],
    ],
  );
});

test("a phase is whole samples", () => {
  for (const lasts of ["20s", "0s"] as const)
    assert.throws(() => testSeries([{ lasts, levels: [] }], "15s"), { code: "FAROL_TEST_PHASE" });
});
