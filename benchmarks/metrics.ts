/** What does it cost to record one number? Against prom-client, OpenTelemetry and bare typed arrays. */
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { counter, histogram } from "farol/define";
import { systemClock, unboundedLabel } from "farol/model";
import { SlabWriter, ThreadRecorder } from "farol/record";
import prom from "prom-client";
import { type Contender, interleave } from "./harness/interleave.ts";
import { report } from "./harness/result.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 5 : 21;
const OPERATIONS = quick ? 300_000 : 1_000_000;

const METHODS = ["GET", "POST", "PUT", "DELETE"] as const;
const ENDPOINTS = Array.from({ length: 20 }, (_, i) => `/api/v1/things/:id/${i}`);
const CODES = ["200", "201", "404", "500"];
const NAMES = ["method", "endpoint", "status_code"] as const;
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10];
/** Log-uniform from 1 ms to 3 s, as latencies are. */
const VALUES = Float64Array.from({ length: 1024 }, () => Math.exp(Math.random() * 8 - 7));
const labels = { method: METHODS, endpoint: unboundedLabel, status_code: unboundedLabel } as const;

const recorder = new ThreadRecorder(new SlabWriter(0), systemClock);
const farolCounter = recorder.counter(counter({ name: "bench_total", help: "Bench.", labels }));
const farolHistogram = recorder.histogram(
  histogram({ name: "bench_seconds", help: "Bench.", labels, buckets: BOUNDS }),
);
const promCounter = new prom.Counter({ name: "bench_total", help: "Bench.", labelNames: NAMES });
const promHistogram = new prom.Histogram({
  name: "bench_seconds",
  help: "Bench.",
  labelNames: NAMES,
  buckets: BOUNDS,
});
const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
const meter = new MeterProvider({ readers: [reader] }).getMeter("bench");
const otelCounter = meter.createCounter("bench");
const otelHistogram = meter.createHistogram("bench_seconds", {
  advice: { explicitBucketBoundaries: BOUNDS },
});

const sets = Array.from({ length: 64 }, (_, i) => labelsAt(i));
const cells = new Float64Array(65_536);
const bounds = Float64Array.from(BOUNDS);
const tree = treeOfPlaces();
const places = Int32Array.from(sets, (_, i) => placeAt(i));

measure("counter, series resolved beforehand", resolvedCounters());
measure("histogram, series resolved beforehand", resolvedHistograms());
measure("counter, by three label values", labeledCounters());
measure("histogram, by three label values", labeledHistograms());
await reader.shutdown();

function measure(name: string, contenders: Contender[]): void {
  const [floor, ...others] = interleave(contenders, OPERATIONS, ROUNDS);
  report({ measure: name, who: "floor", value: floor!.nanoseconds, unit: "ns" });
  for (const { who, nanoseconds, ratio } of others) {
    const goal = who === "farol" ? { target: "at most 2x the floor", reached: ratio <= 2 } : {};
    report({
      measure: name,
      who,
      value: nanoseconds,
      unit: "ns",
      reference: floor!.nanoseconds,
      ratio,
      ...goal,
    });
  }
}

// Each contender has a loop of its own: a shared one would time V8's call of an unknown function instead.

function resolvedCounters(): Contender[] {
  const farol = sets.map((set) => farolCounter.series(set));
  const children = sets.map((set) => promCounter.labels(set));
  return [
    {
      who: "floor",
      run: (n) => {
        for (let i = 0; i < n; i++) cells[places[i & 63]!]! += 1;
      },
    },
    {
      who: "farol",
      run: (n) => {
        for (let i = 0; i < n; i++) farol[i & 63]!.inc();
      },
    },
    {
      who: "prom-client",
      run: (n) => {
        for (let i = 0; i < n; i++) children[i & 63]!.inc();
      },
    },
    {
      who: "OpenTelemetry",
      run: (n) => {
        for (let i = 0; i < n; i++) otelCounter.add(1, sets[i & 63]!);
      },
    },
  ];
}

function resolvedHistograms(): Contender[] {
  const farol = sets.map((set) => farolHistogram.series(set));
  const children = sets.map((set) => promHistogram.labels(set));
  return [
    {
      who: "floor",
      run: (n) => {
        for (let i = 0; i < n; i++) observeAt(places[i & 63]!, VALUES[i & 1023]!);
      },
    },
    {
      who: "farol",
      run: (n) => {
        for (let i = 0; i < n; i++) farol[i & 63]!.observe(VALUES[i & 1023]!);
      },
    },
    {
      who: "prom-client",
      run: (n) => {
        for (let i = 0; i < n; i++) children[i & 63]!.observe(VALUES[i & 1023]!);
      },
    },
    {
      who: "OpenTelemetry",
      run: (n) => {
        for (let i = 0; i < n; i++) otelHistogram.record(VALUES[i & 1023]!, sets[i & 63]!);
      },
    },
  ];
}

function labeledCounters(): Contender[] {
  return [
    {
      who: "floor",
      run: (n) => {
        for (let i = 0; i < n; i++) cells[placeAt(i)]! += 1;
      },
    },
    {
      who: "farol",
      run: (n) => {
        for (let i = 0; i < n; i++) farolCounter.inc(labelsAt(i));
      },
    },
    {
      who: "prom-client",
      run: (n) => {
        for (let i = 0; i < n; i++) promCounter.inc(labelsAt(i));
      },
    },
    {
      who: "OpenTelemetry",
      run: (n) => {
        for (let i = 0; i < n; i++) otelCounter.add(1, labelsAt(i));
      },
    },
  ];
}

function labeledHistograms(): Contender[] {
  return [
    {
      who: "floor",
      run: (n) => {
        for (let i = 0; i < n; i++) observeAt(placeAt(i), VALUES[i & 1023]!);
      },
    },
    {
      who: "farol",
      run: (n) => {
        for (let i = 0; i < n; i++) farolHistogram.observe(labelsAt(i), VALUES[i & 1023]!);
      },
    },
    {
      who: "prom-client",
      run: (n) => {
        for (let i = 0; i < n; i++) promHistogram.observe(labelsAt(i), VALUES[i & 1023]!);
      },
    },
    {
      who: "OpenTelemetry",
      run: (n) => {
        for (let i = 0; i < n; i++) otelHistogram.record(VALUES[i & 1023]!, labelsAt(i));
      },
    },
  ];
}

/** What one would write by hand: a plain search, a count, a sum. */
function observeAt(at: number, value: number): void {
  let bucket = 0;
  while (bucket < bounds.length && value > bounds[bucket]!) bucket++;
  cells[at + bucket]! += 1;
  cells[at + bounds.length + 1]! += value;
}

function labelsAt(i: number) {
  return { method: METHODS[i & 3]!, endpoint: ENDPOINTS[i % 20]!, status_code: CODES[(i >> 2) & 3]! };
}

/** The same as a lookup in three maps. */
function placeAt(i: number): number {
  return tree
    .get(METHODS[i & 3]!)!
    .get(ENDPOINTS[i % 20]!)!
    .get(CODES[(i >> 2) & 3]!)!;
}

function treeOfPlaces(): Map<string, Map<string, Map<string, number>>> {
  let next = 0;
  const place = () => 16 * next++;
  const codes = () => new Map(CODES.map((code) => [code, place()]));
  const endpoints = () => new Map(ENDPOINTS.map((endpoint) => [endpoint, codes()]));
  return new Map(METHODS.map((method) => [method, endpoints()]));
}
