import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  counter,
  countOf,
  external,
  gauge,
  histogram,
  labelValues,
  type MonitoringSpec,
  mark,
  promql,
  recording,
} from "../../../define/index.ts";
import { type MetricDeclaration, unboundedLabel } from "../../../model/index.ts";
import { defineStack } from "../../stack.ts";
import type { Check } from "../check.ts";
import { promise } from "../objectives/promise.fixture.ts";
import { post, postAlert, postDashboard } from "../post.fixture.ts";
import { subjectOf } from "../subject.ts";
import { cardinality } from "./cardinality.ts";
import { duplicateMetric } from "./duplicate-metric.ts";
import { tightCap } from "./tight-cap.ts";
import { unusedRecording } from "./unused-recording.ts";
import { unwatchedMetric } from "./unwatched-metric.ts";

const horses = gauge({ name: "horses", help: "Horses.", labels: { stable: unboundedLabel } });
const gallop = histogram({ name: "gallop_seconds", help: "How long horses gallop." });

function found(check: Check, metrics: readonly MetricDeclaration[], changes: Partial<MonitoringSpec> = {}) {
  const monitoring = post({}, { metrics: [...post().metrics, ...metrics], ...changes });
  return check.find(subjectOf(monitoring, defineStack(), {})).map((one) => one.found);
}

describe("a metric", () => {
  const unwatched = (changes: Partial<MonitoringSpec>) =>
    found(unwatchedMetric, [horses, gallop], changes).length;

  it("is watched by whatever reads one of its series, be it by a pattern of names", () => {
    const reading = (expr: ReturnType<typeof promql>) => ({ rules: [postAlert({ expr })] });
    assert.equal(unwatched(reading(promql`${horses} > 1`)), 1);
    assert.equal(unwatched(reading(promql`rate(${countOf(gallop)}[5m]) > 1`)), 1);
    assert.equal(unwatched(reading(promql`count({__name__=~"horses|gallop_seconds_sum"}) > 1`)), 0);
    assert.equal(unwatched(reading(promql`count({__name__=~".+", __name__!~"letters.*"}) > 1`)), 0);
  });

  it("is watched through recordings only when somebody reads them", () => {
    const first = recording("a:horses:sum", { expr: promql`sum(${horses})` });
    const second = recording("b:horses:sum", { expr: promql`max(a:horses:sum)` });
    const rules = [postAlert(), first, second];
    assert.equal(unwatched({ rules }), 2);
    assert.deepEqual(found(unusedRecording, [horses], { rules }), [
      'recording "a:horses:sum"',
      'recording "b:horses:sum"',
    ]);
    const read = [...rules, postAlert({ expr: promql`b:horses:sum > 1` }, "TooManyHorses")];
    assert.equal(unwatched({ rules: read }), 1);
    assert.deepEqual(found(unusedRecording, [horses], { rules: read }), []);
  });

  it("is watched by marks, by objectives and by a choice in a dashboard", () => {
    const marks = [mark({ title: "Foal", expr: promql`${horses} > 1`, text: "A foal" })];
    assert.equal(unwatched({ integrations: [{ name: "stable", metrics: [], marks }] }), 1);
    const stable = labelValues({ name: "stable", title: "Stable", metric: horses, label: "stable" });
    assert.equal(unwatched({ dashboards: [{ ...postDashboard, variables: [stable] }] }), 1);
    const runs = counter({ name: "runs_total", help: "Runs.", labels: { end: ["won", "lost"] } });
    const quiet = { ...promise({ total: runs, bad: runs, examples: [] } as object) };
    assert.deepEqual(found(unwatchedMetric, [runs], { objectives: [{ ...quiet, rules: [] }] }), []);
  });

  it("that nothing of ours emits need not be watched, nor one in an expression that cannot be read", () => {
    assert.deepEqual(found(unwatchedMetric, [external(horses)]), []);
    assert.equal(unwatched({ rules: [postAlert({ expr: promql`sum(${horses} > 1` })] }), 1);
  });

  it("stands where it was declared", () => {
    const [finding] = unwatchedMetric.find(
      subjectOf(post({}, { metrics: [...post().metrics, horses] }), defineStack(), {}),
    );
    assert.match(finding?.place.file ?? "", /metrics\.test\.ts$/);
  });
});

describe("recordings of an objective", () => {
  it("are read by the objective", () => {
    assert.deepEqual(found(unusedRecording, [], { objectives: [promise()] }), []);
  });
});

describe("two metrics", () => {
  const declared = (spec: { name: string; help: string }) =>
    spec.name.endsWith("_total") ? counter(spec) : gauge(spec);
  const twice = (...names: readonly string[]) =>
    found(
      duplicateMetric,
      names.map((name) => declared({ name, help: `What ${name} says.` })),
    ).length;

  it("are one where only the unit's size or a plural differs", () => {
    assert.equal(twice("wait_seconds", "wait_milliseconds"), 1);
    assert.equal(twice("load_bytes", "load_mb"), 1);
    assert.equal(twice("entry_kept_total", "entries_kept_total"), 1);
    assert.equal(twice("full_ratio", "full_percent"), 1);
  });

  it("are two where the quantity, the type or a word differs", () => {
    assert.equal(twice("cpu_seconds", "cpu_ratio"), 0);
    assert.equal(twice("queue", "queue_bytes"), 0);
    assert.equal(twice("sessions", "sessions_total"), 0);
    assert.equal(twice("access_total", "acces_total"), 0);
    assert.equal(twice("status_changes_total", "bus_changes_total"), 0);
  });

  it("are one where the same words explain both", () => {
    const help = "Letters without a stamp.";
    const metrics = [gauge({ name: "unstamped", help }), gauge({ name: "bare", help: help.toUpperCase() })];
    assert.deepEqual(found(duplicateMetric, metrics), ["bare and unstamped"]);
  });
});

describe("a cap", () => {
  const values = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`);

  it("is compared with closed sets only, and a histogram's series in Prometheus are told", () => {
    const labels = { a: values(4), b: values(5), c: unboundedLabel } as const;
    const wide = histogram({ name: "wide_seconds", help: "Wide.", labels, buckets: [1, 2], maxSeries: 19 });
    assert.deepEqual(found(cardinality, [wide]), [
      "wide_seconds, whose closed sets have 20 combinations, which are 100 series in Prometheus",
    ]);
    assert.deepEqual(found(cardinality, [{ ...wide, maxSeries: 20 }]), []);
  });

  it("is tight where fewer than ten unknown values have room; known ones take none", () => {
    const metric = (maxSeries: number, more = {}) =>
      counter({
        name: "tight_total",
        help: "Tight.",
        labels: { a: values(5), b: unboundedLabel },
        maxSeries,
        ...more,
      });
    assert.deepEqual(found(tightCap, [metric(49)]), [
      "tight_total, whose cap of 49 series holds 9 values of b",
    ]);
    assert.deepEqual(found(tightCap, [metric(50)]), []);
    assert.deepEqual(found(tightCap, [metric(49, { knownValues: { b: values(500) } })]), []);
  });
});
