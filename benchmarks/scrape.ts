/**
 * How long does the engine's thread take to render a scrape of 100,000 series? The floor is the least that any renderer must do:
 * prefixes that are known beforehand are copied into a buffer, and the digits of the numbers are written behind them.
 */
import { Exposition, negotiateFormat } from "../src/engine/exposition/index.ts";
import { Census } from "../src/engine/slab/census.ts";
import { TestSlab } from "../src/engine/slab/test-slab.fixture.ts";
import { Threads } from "../src/engine/slab/threads.ts";
import { interleave } from "./harness/interleave.ts";
import { report } from "./harness/result.ts";

const ROUNDS = process.argv.includes("--quick") ? 7 : 31;
/** Renders of one round: enough that the clock's grain does not count. */
const RENDERS = 3;
const MOST_TIMES_FLOOR = 2;
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10];

const variants: readonly { name: string; census: Census }[] = [
  { name: "100 counters of 1000 series", census: counted(countersSlab()) },
  { name: "50 histograms of 118 series (17 lines each)", census: counted(histogramsSlab()) },
];

for (const { name, census } of variants) {
  for (const accept of ["text/plain", "application/openmetrics-text"]) {
    compare(`${name}, ${accept}`, census, accept);
  }
}

function compare(measure: string, census: Census, accept: string): void {
  const exposition = new Exposition(census);
  const format = negotiateFormat(accept);
  const floor = floorOf(exposition.render(format).page.toString());
  const contenders = [
    { who: "floor", run: (n: number) => repeat(n, floor) },
    { who: "farol", run: (n: number) => repeat(n, () => exposition.render(format).release()) },
  ];
  // Once to warm up: the optimizing compiler takes its time.
  interleave(contenders, RENDERS, 5);
  const [least, farol] = interleave(contenders, RENDERS, ROUNDS);
  const reference = least!.nanoseconds / 1e6;
  report({ measure, who: "floor", value: reference, unit: "ms" });
  const target = `at most ${MOST_TIMES_FLOOR}× the floor`;
  const reached = farol!.ratio <= MOST_TIMES_FLOOR;
  const value = farol!.nanoseconds / 1e6;
  report({ measure, who: "farol", value, unit: "ms", reference, ratio: farol!.ratio, target, reached });
}

function repeat(n: number, run: () => unknown): void {
  for (let i = 0; i < n; i++) run();
}

/** Copies the prefixes of a page and writes its numbers behind them. */
function floorOf(page: string): () => number {
  const lines = page.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const texts = lines.map((line) => line.slice(0, line.lastIndexOf(" ") + 1));
  const values = Float64Array.from(lines, (line) => Number(line.slice(line.lastIndexOf(" ") + 1)));
  const prefixes = Buffer.from(texts.join(""));
  let end = 0;
  const ends = Uint32Array.from(texts, (text) => {
    end += Buffer.byteLength(text);
    return end;
  });
  const out = Buffer.alloc(page.length + 1024);
  return () => {
    let at = 0;
    let from = 0;
    for (let i = 0; i < ends.length; i++) {
      prefixes.copy(out, at, from, ends[i]);
      at += ends[i]! - from;
      from = ends[i]!;
      const value = values[i]!;
      at = value === (value | 0) ? writeDigits(out, at, value) : at + out.write(String(value), at, "latin1");
      out[at++] = 10;
    }
    return at;
  };
}

function writeDigits(out: Buffer, at: number, value: number): number {
  let end = at + 1;
  for (let power = 10; power <= value; power *= 10) end += 1;
  let rest = value;
  for (let i = end - 1; i >= at; i--) {
    const tenth = (rest / 10) | 0;
    out[i] = 48 + rest - tenth * 10;
    rest = tenth;
  }
  return end;
}

function counted(slab: TestSlab): Census {
  const census = new Census();
  const threads = new Threads(census);
  threads.attach(slab.memory);
  threads.refresh();
  return census;
}

function countersSlab(): TestSlab {
  const slab = new TestSlab();
  for (let metric = 0; metric < 100; metric++) {
    const number = slab.metric({
      name: `shop_${metric}_orders_total`,
      type: "counter",
      labels: ["method", "endpoint"],
    });
    for (let i = 0; i < 1000; i++)
      slab.series(number, ["GET", `/api/v1/things/${i}`]).cells[0] = (i * 37_813) % 1_000_003;
  }
  return slab;
}

function histogramsSlab(): TestSlab {
  const slab = new TestSlab();
  for (let metric = 0; metric < 50; metric++) {
    const name = `shop_${metric}_duration_seconds`;
    const number = slab.metric({ name, type: "histogram", labels: ["endpoint"], buckets: BUCKETS });
    for (let i = 0; i < 118; i++) {
      const { cells } = slab.series(number, [`/api/v1/things/${i}`]);
      for (let bucket = 0; bucket <= BUCKETS.length; bucket++)
        cells[bucket] = (i * 7919 + bucket * 131) % 9973;
      cells[BUCKETS.length + 1] = i * 1.0000001 + 0.123;
    }
  }
  return slab;
}
