import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import {
  atMost,
  counter,
  countOf,
  gauge,
  histogram,
  matching,
  not,
  type ObjectiveSpec,
  objective,
  runbook,
  select,
} from "../../define/index.ts";
import { type Objective, unboundedLabel } from "../../model/index.ts";
import { fromOpenSlo, type OpenSloContext } from "./read.ts";
import { toOpenSlo } from "./write.ts";

const requests = counter({ name: "requests_total", help: "Requests.", labels: { code: unboundedLabel } });
const hits = counter({ name: "hits_total", help: "Hits." });
const misses = counter({ name: "misses_total", help: "Misses." });
const duration = histogram({ name: "duration_seconds", help: "Time." });
const queue = gauge({ name: "queue", help: "Waiting." });

const runbooks = [runbook("RB-001", "Incident response"), runbook("RB-009", "Low availability")] as const;
const context: OpenSloContext = {
  metrics: [requests, hits, misses, duration, queue],
  runbooks,
  dashboard: "slo",
};

const spec: ObjectiveSpec = {
  name: "availability",
  good: select(requests, { code: not(matching("5..")) }),
  total: requests,
  target: 0.999,
  period: "30d",
  lowTraffic: { kind: "atLeast", badEvents: 10 },
  runbook: runbooks[1],
  dashboard: "slo",
};
const FILE = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  annotations:
    farol.low-traffic: at-least-10
    farol.runbook: RB-009
    farol.dashboard: slo
    farol.scrape-interval: 15s
spec:
  service: shop
  indicator:
    metadata:
      name: availability
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: requests_total{code!~"5.."}
        total:
          metricSource:
            type: Prometheus
            spec:
              query: requests_total
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
`;

test("an objective is written as OpenSLO v1 has it", () => {
  assert.equal(toOpenSlo("shop", objective(spec)), FILE);
});

test("a file is read to the objective that it says", () => {
  const [read] = fromOpenSlo(FILE, { ...context, file: "slos/availability.yaml" });
  assert.equal(read?.service, "shop");
  assert.deepEqual(read?.objective.place, { file: "slos/availability.yaml", line: 1, column: 1 });
  assert.deepEqual(withoutPlaces(read?.objective), withoutPlaces(objective(spec)));
});

test("what Farol does not need to be told is taken from who reads the file", () => {
  const foreign = FILE.replace(/ {2}annotations:\n(?: {4}.*\n)+/, "  displayName: Shop\n")
    .replace("target: 0.999", "targetPercent: 99.9")
    .replace('requests_total{code!~"5.."}', 'sum(requests_total{code="200"})');
  const [read] = fromOpenSlo(foreign, { ...context, lowTraffic: { kind: "everyEvent" } });
  const { title, target, runbook: page, lowTraffic, indicator } = read!.objective;
  assert.deepEqual([title, target, page.id, lowTraffic.kind], ["Shop", 0.999, "RB-001", "everyEvent"]);
  assert.equal(indicator.events[0]?.text, 'requests_total{code="200"}');
});

test("what cannot be read is refused with its path", () => {
  const faults: readonly (readonly [from: string, to: string, message: RegExp])[] = [
    ["openslo/v1", "openslo/v2alpha", /^apiVersion of .*it is openslo\/v1, not "openslo\/v2alpha"/],
    ["kind: SLO", "kind: Service", /^kind of/],
    ["  name: availability\n", "  name: availability\n  labels: {}\n", /^metadata\.labels of .*nothing that/],
    ["at-least-10", "some", /^metadata\.annotations\.farol\.low-traffic of/],
    ["    farol.low-traffic: at-least-10\n", "", /^metadata\.annotations\.farol\.low-traffic of/],
    ["RB-009", "RB-010", /^metadata\.annotations\.farol\.runbook of .*is one of RB-001, RB-009, not RB-010/],
    ["counter: true", "counter: false", /^spec\.indicator\.spec\.ratioMetric\.counter of/],
    ["ratioMetric", "thresholdMetric", /^spec\.indicator\.spec\.thresholdMetric of/],
    ["        good:", "        raw:", /^spec\.indicator\.spec\.ratioMetric\.raw of/],
    ["type: Prometheus", "type: Datadog", /ratioMetric\.\w+\.metricSource\.type of/],
    [
      "query: requests_total\n",
      "query: rate(requests_total[5m])\n",
      /total\.metricSource\.spec\.query of .*counters/,
    ],
    ["query: requests_total\n", "query: hits_total + misses_total\n", /total\.metricSource\.spec\.query of/],
    ["query: requests_total\n", "query: requests_total offset 1d\n", /total\.metricSource\.spec\.query of/],
    ["query: requests_total\n", "query: request_total\n", /not "request_total"; there are .*requests_total/],
    [
      "query: requests_total\n",
      'query: "requests_total{"\n',
      /total\.metricSource\.spec\.query of .*is PromQL/,
    ],
    ["query: requests_total\n", "query: queue\n", /makes an objective.*FAROL_OBJECTIVE_EVENTS/],
    ["duration: 30d", "duration: 1M", /^spec\.timeWindow\[0\]\.duration of/],
    ["isRolling: true", "isRolling: false", /^spec\.timeWindow\[0\]\.isRolling of/],
    ["Occurrences", "Timeslices", /^spec\.budgetingMethod of/],
    [
      "    - target: 0.999\n",
      "    - target: 0.999\n    - target: 0.9\n",
      /^spec\.objectives of .*exactly one/,
    ],
    ["target: 0.999", "target: high", /^spec\.objectives\[0\]\.target of/],
    ["target: 0.999", "displayName: High", /^spec\.objectives\[0\] of .*target or targetPercent/],
    ["target: 0.999", "target: 0.5", /^the document of .*FAROL_BURN_UNREACHABLE/],
    ["  budgetingMethod: Occurrences\n", "", /^spec\.budgetingMethod of .*required/],
    ["  service: shop\n", "  service: shop\n  alertPolicies: [page]\n", /^spec\.alertPolicies of/],
    ["spec:\n", "spec: [\n", /is YAML/],
  ];
  for (const [from, to, message] of faults) {
    assert.ok(FILE.includes(from), from);
    assert.throws(() => fromOpenSlo(FILE.replace(from, to), context), { code: "FAROL_OPENSLO", message }, to);
  }
  assert.throws(() => fromOpenSlo("", context), { code: "FAROL_OPENSLO" });
  const second = `${FILE}---\n${FILE.replace("Occurrences", "Ratio")}`;
  assert.throws(() => fromOpenSlo(second, context), { message: /^\[1\]\.spec\.budgetingMethod/ });
});

test("what cannot be written is refused with its path", () => {
  const window = { severity: "warning", share: 0.1, long: "1h", short: "5m" } as const;
  const faults: readonly (readonly [changes: Partial<ObjectiveSpec>, message: RegExp])[] = [
    [{ burnWindows: [window] }, /^spec\.alertPolicies/],
    [{ owner: "team shop" }, /^metadata\.annotations\.farol\.owner/],
    [{ description: "x".repeat(1051) }, /^spec\.description/],
    [{ title: "" }, /^metadata\.displayName/],
    [{ examples: [{ code: "500" }] }, /^metadata\.annotations/],
    [{ diagnoses: ["slowest statements"] }, /^metadata\.annotations\.farol\.diagnosis\.1/],
    [{ diagnoses: Array(10).fill("backlog") }, /^metadata\.annotations .*room for 9 diagnoses/],
  ];
  for (const [changes, message] of faults) {
    const it = objective({ ...spec, ...changes } as ObjectiveSpec);
    assert.throws(() => toOpenSlo("shop", it), { code: "FAROL_OPENSLO", message });
  }
  assert.throws(() => toOpenSlo("The Shop", objective(spec)), { message: /^spec\.service/ });
});

test("objectives come back as they were written", () => {
  fc.assert(
    fc.property(fc.array(specs(), { minLength: 1, maxLength: 3 }), (all) => {
      const written = all.map((one) => objective(one));
      const text = toOpenSlo("shop", ...written);
      const read = fromOpenSlo(text, context).map(({ objective }) => objective);
      assert.deepEqual(read.map(withoutPlaces), written.map(withoutPlaces));
      assert.equal(toOpenSlo("shop", ...read), text);
    }),
    { numRuns: 100 },
  );
});

test("what is written keeps to the rules of OpenSLO's schemas", () => {
  fc.assert(
    fc.property(specs(), (one) => {
      const { apiVersion, kind, metadata, spec } = parse(toOpenSlo("shop", objective(one)));
      assert.deepEqual([apiVersion, kind], ["openslo/v1", "SLO"]);
      assert.match(metadata.name, /^[a-z0-9][a-z0-9.|/\\-]*[a-z0-9]*$/);
      for (const [name, value] of Object.entries<string>(metadata.annotations)) {
        assert.match(name, /^[a-z0-9A-Z][a-z0-9A-Z._-]*[a-z0-9A-Z]*$/);
        assert.match(value, /^[a-z0-9A-Z][a-z0-9A-Z._-]{0,62}$/);
      }
      assert.match(spec.timeWindow[0].duration, /^[1-9][0-9]*[mhdwMQY]$/);
      assert.ok(spec.objectives[0].target >= 0 && spec.objectives[0].target < 1);
      const { good, bad, total } = spec.indicator.spec.ratioMetric;
      assert.equal([good, bad].filter((source) => source?.metricSource.type === "Prometheus").length, 1);
      assert.equal(typeof total.metricSource.spec.query, "string");
    }),
    { numRuns: 50 },
  );
});

function specs(): fc.Arbitrary<ObjectiveSpec> {
  const code = fc.constantFrom("500", "503", 'say "x"', "a\\b", "ü\n{}");
  const indicator = fc.oneof(
    code.map((value) => ({ bad: select(requests, { code: value }), total: requests })),
    code.map((value) => ({ good: select(requests, { code: not([value, "501"]) }), total: select(requests) })),
    fc.constant({ good: hits, total: [hits, misses] }),
    fc
      .constantFrom(...duration.buckets)
      .map((bound) => ({ good: atMost(duration, bound), total: countOf(duration) })),
  );
  const text = fc
    .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
    .filter((one) => !/[\ud800-\udfff]/.test(one));
  const common = fc.record(
    {
      name: fc.stringMatching(/^[a-z]([a-z0-9]|-[a-z]){0,20}$/),
      target: fc.integer({ min: 970, max: 999 }).map((thousandths) => thousandths / 1000),
      period: fc.constantFrom("7d", "28d", "30d", "4w", "720h", "14d"),
      lowTraffic: fc.oneof(
        fc.integer({ min: 2, max: 1000 }).map((badEvents) => ({ kind: "atLeast", badEvents }) as const),
        fc.constant({ kind: "everyEvent" } as const),
      ),
      runbook: fc.constantFrom(...runbooks),
      dashboard: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
      title: text,
      description: text,
      owner: fc.stringMatching(/^[a-z][a-z0-9._-]{0,20}$/),
      diagnoses: fc.array(fc.constantFrom("backlog", "slowestStatements", "recentChanges"), { maxLength: 9 }),
      scrapeInterval: fc.constantFrom("15s", "30s", "60s", "1m15s"),
    },
    { requiredKeys: ["name", "target", "period", "lowTraffic", "runbook", "dashboard"] },
  );
  return fc.tuple(common, indicator).map(([one, which]) => ({ ...one, ...which }) as ObjectiveSpec);
}

/** All of an objective but where it was defined. */
function withoutPlaces(objective: Objective | undefined): unknown {
  return JSON.parse(JSON.stringify(objective, (key, value) => (key === "place" ? undefined : value)));
}
