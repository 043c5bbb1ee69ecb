import assert from "node:assert/strict";
import { test } from "node:test";
import { unboundedLabel } from "../../model/index.ts";
import { readSelector } from "../../promql/index.ts";
import { counter, histogram } from "../metric.ts";
import { countOf, matching, not, type Selector, select } from "../select.ts";
import { atMost } from "./at-most.ts";
import { eventCounters, type ObjectiveEvents } from "./event-counters.ts";
import { exampleSeries } from "./example-series.ts";

const requests = counter({
  name: "requests_total",
  help: "Requests.",
  labels: { method: ["GET", "POST"], endpoint: unboundedLabel, code: unboundedLabel },
});
const failures = counter({ name: "failures_total", help: "Failures." });
const duration = histogram({ name: "duration_seconds", help: "Time." });

/** What each series counts of 100 events, 3 of them bad. */
function examples(
  counts: "good" | "bad",
  events: ObjectiveEvents,
  ...total: ObjectiveEvents[]
): Record<string, number> {
  const indicator = { counts, events: eventCounters(events), total: eventCounters(total) };
  const series = exampleSeries({ name: "any", indicator, examples: [] }, readSelector);
  return Object.fromEntries(series.map((one) => [one.series, one.count({ total: 100, bad: 3 })]));
}

const coded = (match: Parameters<typeof matching>[0]): Selector =>
  select(requests, { code: matching(match) });

test("good and bad events of one counter are told apart by their labels", () => {
  const good = select(requests, { endpoint: not("/metrics"), code: not(matching("5..")) });
  assert.deepEqual(examples("good", good, select(requests, { endpoint: not("/metrics") })), {
    'requests_total{method="GET", endpoint="any", code="any"}': 97,
    'requests_total{method="GET", endpoint="any", code="500"}': 3,
  });
});

test("a closed set gives the values that it has", () => {
  assert.deepEqual(examples("bad", select(requests, { method: not("GET") }), requests), {
    'requests_total{method="POST", endpoint="any", code="any"}': 3,
    'requests_total{method="GET", endpoint="any", code="any"}': 97,
  });
});

test("a label whose values are known is given one of them", () => {
  const answers = counter({
    name: "answers_total",
    help: "Answers.",
    labels: { code: unboundedLabel },
    knownValues: { code: ["200", "503"] },
  });
  const failed = select(answers, { code: matching("5.+") });
  assert.deepEqual(examples("bad", failed, answers), {
    'answers_total{code="503"}': 3,
    'answers_total{code="200"}': 97,
  });
});

test("values are guessed from regular expressions", () => {
  const guessed = (pattern: string) =>
    Object.keys(examples("bad", coded(pattern), requests))[0]?.match(/code="(.*)"/)?.[1];
  assert.deepEqual(
    ["5..", "(4|5)\\d\\d", "[45]\\d{2}", "50[234]", "5.+", "5.*", "a\\.b", "^x?y$"].map(guessed),
    ["500", "500", "400", "502", "50", "5", "a.b", "y"],
  );
});

test("bad events may have a counter of their own", () => {
  assert.deepEqual(examples("bad", failures, requests), {
    "failures_total{}": 3,
    'requests_total{method="GET", endpoint="any", code="any"}': 100,
  });
});

test("a latency's events are in a bucket, and its total is the count", () => {
  assert.deepEqual(examples("good", atMost(duration, 1), countOf(duration)), {
    'duration_seconds_bucket{le="1"}': 97,
    "duration_seconds_count{}": 100,
  });
});

test("events of which all are good are no example", () => {
  assert.throws(() => examples("good", requests, requests), { code: "FAROL_OBJECTIVE_EXAMPLE" });
});
