/**
 * What does history cost in memory? Bytes of a sample by the kind of series, and of a mix of them as services have it,
 * times included; what the whole store adds to the process's memory (RSS), with labels and all; how long the engine's
 * thread takes for one tick of all series, and to read them back. And how long a snapshot of a day takes to load.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { MemoryStore, readSnapshot, writeSnapshot } from "../src/engine/store/index.ts";
import { median, report } from "./harness/result.ts";
import { KINDS, type Kind, mixed } from "./store/series.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const quick = process.argv.includes("--quick");
const STEP_MS = 15_000;
const DAY_TICKS = 5760;
const TICKS = quick ? 600 : DAY_TICKS;
const SERIES = 50_000;
const HALF_DAY = { startMs: (TICKS / 4) * STEP_MS, endMs: (TICKS * 3 * STEP_MS) / 4 };

/** Series that are there, and where their values come from. */
interface Recorded {
  readonly kinds: readonly Kind[];
  readonly sources: readonly ((tick: number) => number)[];
  readonly values: Float64Array;
}

function recorded(kinds: readonly Kind[]): Recorded {
  return { kinds, sources: kinds.map(({ make }, i) => make(i)), values: new Float64Array(kinds.length) };
}

/** A store with all of them, and the milliseconds that each tick took. */
function filled({ kinds, sources, values }: Recorded, ticks: number) {
  const store = new MemoryStore({ maxBytes: 2 ** 31 });
  const ids = Uint32Array.from(kinds, ({ name }, i) => store.series(name, labelsOf(i)));
  const times: number[] = [];
  for (let tick = 0; tick < ticks; tick++) {
    for (let i = 0; i < values.length; i++) values[i] = sources[i]!(tick);
    const begin = performance.now();
    store.append(tick * STEP_MS, ids, values, values.length);
    times.push(performance.now() - begin);
  }
  return { store, times };
}

function labelsOf(i: number) {
  return {
    job: "reviews",
    instance: `10.0.0.${i % 20}:3000`,
    route: `/api/things/${i % 500}`,
    shard: `${i}`,
  };
}

/** Millions of samples a second. */
function readingSpeed(store: MemoryStore): number {
  const speeds = Array.from({ length: quick ? 2 : 5 }, () => {
    const begin = performance.now();
    let samples = 0;
    for (const series of store.select(undefined, [])) samples += series.samples(HALF_DAY).values.length;
    return samples / (performance.now() - begin) / 1000;
  });
  return median(speeds);
}

/** After everything that is garbage was collected. */
function rss(): number {
  collectGarbage();
  return process.memoryUsage().rss;
}

for (const kind of KINDS) {
  const { store } = filled(recorded(Array.from({ length: 300 }, () => kind)), DAY_TICKS);
  const { samples, bytes } = store.size().compressed;
  const measure = `a sample, ${kind.title}`;
  report({ measure, who: "farol", value: bytes / samples, unit: "bytes" });
  report({ measure: `read, ${kind.title}`, who: "farol", value: readingSpeed(store), unit: "M samples/s" });
}

const many = recorded(mixed(SERIES));
const before = rss();
const { store, times } = filled(many, TICKS);
const grown = rss() - before;
const { samples, bytes, compressed } = store.size();
// A tick's time and its number of samples, and a reference to each chunk of 128.
const each = compressed.bytes / compressed.samples + 12 / SERIES + 4 / 128;
report({
  ...{ measure: "a sample of the mix, times included", who: "farol", value: each, unit: "bytes" },
  ...{ target: "at most 1.0 (Prometheus 2.42: 1.59)", reached: each <= 1 },
});
const mebibytes = grown / 2 ** 20;
report({
  ...{ measure: `memory of ${SERIES} series, ${TICKS} ticks`, who: "farol", value: mebibytes, unit: "MiB" },
  ...{ target: "at most 400 MB for a day", reached: grown <= 400e6 },
});
report({ measure: "the same, a sample", who: "farol", value: grown / samples, unit: "bytes" });
report({ measure: "of it, values and times", who: "farol", value: bytes / 2 ** 20, unit: "MiB" });
const sorted = times.slice(TICKS >> 1).sort((a, b) => a - b);
const middle = median(sorted);
report({
  ...{ measure: `a tick of ${SERIES} series, median`, who: "farol", value: middle, unit: "ms" },
  ...{ target: "under 25 ms", reached: middle < 25 },
});
const slow = sorted[Math.floor(sorted.length * 0.99)]!;
report({ measure: "the same, 99th percentile", who: "farol", value: slow, unit: "ms" });
report({ measure: "read, the mix", who: "farol", value: readingSpeed(store), unit: "M samples/s" });

const day = filled(recorded(mixed(5000)), DAY_TICKS).store;
const sections = [...writeSnapshot(day)];
const begin = performance.now();
readSnapshot(sections);
const seconds = (performance.now() - begin) / 1000;
report({
  ...{ measure: "load a snapshot of a day of 5,000 series", who: "farol", value: seconds, unit: "s" },
  ...{ target: "under 2 s", reached: seconds < 2 },
});
const size = sections.reduce((sum, { length }) => sum + length, 0);
report({ measure: "that snapshot", who: "farol", value: size / 2 ** 20, unit: "MiB" });
