import assert from "node:assert/strict";
import { test } from "node:test";
import { type Objective, unboundedLabel } from "../../model/index.ts";
import { readSelector } from "../../promql/index.ts";
import { counter, gauge, histogram } from "../metric.ts";
import { runbook } from "../runbook.ts";
import { bucketsOf, countOf, matching, not, select, sumOf } from "../select.ts";
import { atMost } from "./at-most.ts";
import { errorBudgetBurning } from "./error-budget-burning.ts";
import { type ObjectiveSpec, objective } from "./objective.ts";

const requests = counter({
  name: "http_requests_total",
  help: "Requests.",
  labels: { method: ["GET", "POST"], status_code: unboundedLabel },
});
const hits = counter({ name: "cache_hits_total", help: "Hits." });
const misses = counter({ name: "cache_misses_total", help: "Misses." });
const duration = histogram({ name: "duration_seconds", help: "Time.", labels: { method: ["GET"] } });
const size = histogram({ name: "size_bytes", help: "Size.", buckets: [0.00001, 1, 2.5, 1048576] });
const queue = gauge({ name: "queue", help: "Waiting." });

const common = {
  name: "availability",
  target: 0.999,
  period: "30d",
  lowTraffic: { kind: "atLeast", badEvents: 10 },
  runbook: runbook("RB-009", "Low availability"),
  dashboard: "slo",
} as const;
const served = { good: select(requests, { status_code: not(matching("5..")) }), total: requests } as const;

function availability(changes: Partial<ObjectiveSpec> = {}): Objective {
  return objective({ ...common, ...served, ...changes } as ObjectiveSpec);
}

function expression(of: Objective, name: string): string | undefined {
  return of.rules.find((rule) => rule.name === name)?.expr.text;
}

test("the factors of a month's alerts are those of the SRE workbook", () => {
  const windows = availability().burnWindows.map(({ severity, factor, long, short }) => [
    severity,
    factor,
    long,
    short,
  ]);
  assert.deepEqual(windows, [
    ["critical", 14.4, "1h", "5m"],
    ["critical", 6, "6h", "30m"],
    ["warning", 3, "1d", "2h"],
    ["warning", 1, "3d", "6h"],
  ]);
});

test("other periods have factors of their own: share of the budget times period by long window", () => {
  const factors = (period: ObjectiveSpec["period"]) =>
    availability({ period }).burnWindows.map(({ factor }) => factor);
  assert.deepEqual(factors("28d"), [13.44, 5.6, 2.8, 0.933333333333]);
  assert.deepEqual(factors("90d"), [43.2, 18, 9, 3]);
  assert.deepEqual(factors("7d"), [13.44, 3.5, 1.4, 0.98]);
  assert.deepEqual(factors("24h"), [7.2, 3.2, 2, 1.2]);
  for (const { share, factor, long } of availability({ period: "4w" }).burnWindows) {
    const hours = { "1h": 1, "6h": 6, "1d": 24, "3d": 72 }[long as string]!;
    assert.ok(Math.abs(factor - (share * 28 * 24) / hours) < 1e-9);
  }
});

test("an alert compares both windows with the factor, and needs enough bad events", () => {
  assert.equal(
    expression(availability(), "AvailabilityErrorBudgetBurn1h"),
    `slo:sli_error:ratio_rate1h{slo="availability"} > 14.4 * 0.001
and slo:errors:increase1h{slo="availability"} > 9.5
unless slo:sli_error:ratio_rate5m{slo="availability"} <= 14.4 * 0.001`,
  );
});

test("where every event counts, one is enough", () => {
  const rare = availability({ lowTraffic: { kind: "everyEvent" } });
  assert.doesNotMatch(expression(rare, "AvailabilityErrorBudgetBurn1h")!, /increase/);
});

test("ratios are sums over sums of windows that are each counted once", () => {
  const it = availability();
  assert.equal(
    expression(it, "slo:total:increase5m"),
    "sum(increase(http_requests_total[5m15s])) * 300 / 315",
  );
  assert.equal(
    expression(it, "slo:errors:increase5m"),
    'clamp_min(slo:total:increase5m{slo="availability"} - on () ((sum(increase(http_requests_total{status_code!~"5.."}[5m15s])) or vector(0)) * 300 / 315), 0)',
  );
  assert.equal(
    expression(it, "slo:errors:increase3d"),
    'sum_over_time(slo:errors:increase5m{slo="availability"}[3d:5m])',
  );
  assert.equal(
    expression(it, "slo:sli_error:ratio_rate3d"),
    'slo:errors:increase3d{slo="availability"} / (slo:total:increase3d{slo="availability"} > 0)',
  );
  assert.equal(
    expression(it, "slo:sli_error:ratio_rate30d"),
    'sum_over_time(slo:errors:increase5m{slo="availability"}[30d]) / (sum_over_time(slo:total:increase5m{slo="availability"}[30d]) > 0)',
  );
});

test("the objective, its budget, what is left of it and how fast it burns are recorded", () => {
  const it = availability();
  assert.equal(expression(it, "slo:objective:ratio"), "vector(0.999)");
  assert.equal(expression(it, "slo:error_budget:ratio"), "vector(0.001)");
  assert.equal(
    expression(it, "slo:current_burn_rate:ratio"),
    'slo:sli_error:ratio_rate5m{slo="availability"} / 0.001',
  );
  assert.equal(
    expression(it, "slo:error_budget_remaining:ratio"),
    '1 - slo:period_burn_rate:ratio{slo="availability"}',
  );
  const recordings = it.rules.filter(({ kind }) => kind === "recording");
  assert.ok(recordings.every(({ name, labels }) => name.startsWith("slo:") && labels.slo === "availability"));
  assert.equal(new Set(it.rules.map(({ name }) => name)).size, it.rules.length);
});

test("every rule stands where its objective was written, and knows its metrics", () => {
  const it = availability();
  for (const rule of it.rules) {
    assert.equal(rule.place, it.place);
    assert.deepEqual(rule.expr.metrics, [requests]);
  }
  assert.match(it.place.file, /objective\.test\.ts$/);
});

test("counters of several kinds of events are added, missing ones as none", () => {
  const burnWindows = [{ severity: "warning", share: 0.1, long: "1h", short: "5m" }] as const;
  const it = availability({ name: "cache-hits", good: hits, total: [hits, misses], burnWindows });
  assert.equal(
    expression(it, "slo:total:increase5m"),
    "((sum(increase(cache_hits_total[5m15s])) or vector(0)) + (sum(increase(cache_misses_total[5m15s])) or vector(0))) * 300 / 315",
  );
  assert.ok(expression(it, "CacheHitsErrorBudgetBurn1h"));
});

test("bad events may be counted in place of good ones", () => {
  const it = objective({
    ...common,
    bad: select(requests, { status_code: matching("5..") }),
    total: requests,
  });
  assert.equal(
    expression(it, "slo:errors:increase5m"),
    '(sum(increase(http_requests_total{status_code=~"5.."}[5m15s])) or vector(0)) * 300 / 315',
  );
});

test("what a latency's objective asks of a histogram matches each way in which its bound is written", () => {
  assert.equal(
    atMost(duration, 0.5, { method: "GET" }).text,
    'duration_seconds_bucket{method="GET", le="0.5"}',
  );
  assert.equal(atMost(size, 1).text, 'size_bytes_bucket{le=~"1|1\\\\.0"}');
  assert.equal(
    atMost(size, 1048576).text,
    'size_bytes_bucket{le=~"1048576|1048576\\\\.0|1\\\\.048576e\\\\+06"}',
  );
  assert.equal(atMost(size, 0.00001).text, 'size_bytes_bucket{le=~"0\\\\.00001|1e-05"}');
});

test("a threshold that is no bound of the histogram is refused with the nearest", () => {
  assert.throws(() => atMost(duration, 0.3), {
    code: "FAROL_OBJECTIVE_BOUND",
    message: /Take 0\.25 or 0\.5/,
  });
  assert.throws(() => atMost(duration, 20), { code: "FAROL_OBJECTIVE_BOUND", message: /Take 10, or/ });
});

test("what counts no events is refused", () => {
  const refused = { code: "FAROL_OBJECTIVE_EVENTS" };
  assert.throws(() => availability({ total: select(queue) }), refused);
  assert.throws(() => availability({ total: sumOf(duration) }), refused);
  assert.throws(() => availability({ total: bucketsOf(duration) }), refused);
  assert.throws(() => availability({ total: bucketsOf(duration, { method: "GET" }) }), refused);
  // @ts-expect-error A gauge is no counter.
  assert.throws(() => availability({ total: queue }), refused);
  const latency = availability({ good: atMost(duration, 0.5), total: countOf(duration) });
  assert.deepEqual(latency.rules[0]?.expr.metrics, [duration]);
});

test("a factor that even a whole outage does not reach is refused with the reason", () => {
  assert.throws(() => availability({ target: 0.9 }), {
    code: "FAROL_BURN_UNREACHABLE",
    message:
      /14\.4 times its budget of 0\.1: 2 % of the budget of 30d burn within 1h when 144 %.*under 0\.0694/,
  });
});

test("a budget that two scrapes use up is refused", () => {
  assert.throws(() => availability({ target: 0.99999, period: "24h" }), {
    code: "FAROL_OBJECTIVE_BUDGET",
    message: /is 0\.864 s: .* which are 30 s/,
  });
  assert.throws(() => availability({ target: 0.999, period: "24h", scrapeInterval: "60s" }), {
    code: "FAROL_OBJECTIVE_BUDGET",
  });
});

test("names and numbers that no objective can have are refused", () => {
  for (const changes of [
    { name: "Availability" },
    { name: "a--b" },
    { target: 1 },
    { target: 0 },
    { target: Number.NaN },
    { period: "7m" },
    { period: "12h" },
    { scrapeInterval: "2m" },
    { lowTraffic: { kind: "atLeast", badEvents: 1 } },
    { lowTraffic: { kind: "atLeast", badEvents: 2.5 } },
  ] as const) {
    assert.throws(() => availability(changes), { code: "FAROL_OBJECTIVE" }, JSON.stringify(changes));
  }
  assert.throws(() => availability({ period: "a month" as "1d" }), { code: "FAROL_DURATION" });
});

test("burn windows that could not work are refused", () => {
  const window = { severity: "critical", share: 0.02, long: "1h", short: "5m" } as const;
  for (const windows of [
    [window, { ...window, severity: "warning" as const, long: "60m" as const }],
    [{ ...window, long: "31d" as const }],
    [{ ...window, short: "1h" as const }],
    [{ ...window, short: "1m" as const }],
    [{ ...window, share: 0 }],
    [{ ...window, share: 1.1 }],
  ]) {
    assert.throws(() => availability({ burnWindows: windows }), { code: "FAROL_BURN_WINDOW" });
  }
});

test("what cannot be left out does not compile", () => {
  const { lowTraffic: _, ...without } = common;
  // @ts-expect-error What few events mean is a choice that somebody makes.
  const unchosen = () => objective({ ...without, ...served });
  assert.throws(unchosen, { code: "FAROL_OBJECTIVE", message: /lowTraffic says what one bad event/ });
  // @ts-expect-error Good or bad, not both.
  assert.ok(() => objective({ ...common, ...served, bad: requests }));
  // @ts-expect-error Nor neither.
  assert.ok(() => objective({ ...common, total: requests }));
});

test("selectors that say nothing apart are refused, for there is no test of them", () => {
  const made = (changes: Partial<ObjectiveSpec>) => () =>
    availability(changes).rules.flatMap((rule) =>
      rule.kind === "alert" && typeof rule.tests === "function" ? rule.tests(readSelector) : [],
    );
  assert.throws(made({ good: requests }), { code: "FAROL_OBJECTIVE_EXAMPLE" });
  const intricate = { good: select(requests, { status_code: matching("(?:ab|cd){2}") }) };
  assert.throws(made(intricate), { code: "FAROL_OBJECTIVE_EXAMPLE", message: /as examples/ });
  assert.equal(made({ ...intricate, examples: [{ status_code: "abcd" }] })().length, 20);
});

test("one alert is about all objectives: a budget that burns twice too fast for an hour", () => {
  const { name, expr, for: wait, severity } = errorBudgetBurning(common);
  assert.deepEqual(
    [name, expr.text, wait, severity],
    ["ErrorBudgetBurning", "slo:current_burn_rate:ratio > 2", "1h", "warning"],
  );
});
