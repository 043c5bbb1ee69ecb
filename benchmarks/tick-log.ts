/**
 * What does it cost that history outlives the process? The series are a service's usual mix: histograms, counters,
 * gauges. Each tick is compressed and appended to a log by the engine's thread; a start reads the last snapshot and the
 * ticks after it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as others } from "node:timers/promises";
import { DurableStore, MEMORY_STORE, type Memory, type MemoryKind } from "../src/engine/store/index.ts";
import { silentLogger, systemClock } from "../src/model/index.ts";
import { median, report } from "./harness/result.ts";
import { TypicalMix } from "./tick-log/typical-mix.ts";

const quick = process.argv.includes("--quick");
const TICK_MS = 15_000;
const DAY_MS = 86_400_000;
const HOUR_TICKS = 240;

/** What is written of many series, an hour at least: a segment and the beginning of the next. */
const MANY = { series: 50_000, ticks: quick ? HOUR_TICKS + 10 : 2 * HOUR_TICKS };
const DAY = { series: 5000, ticks: quick ? 6 * HOUR_TICKS : DAY_MS / TICK_MS };

const folder = mkdtempSync(join(tmpdir(), "farol-benchmark-"));
const open = <M extends Memory>(name: string, memory: MemoryKind<M>) =>
  DurableStore.open(join(folder, name), {
    memory,
    retentionMs: DAY_MS,
    clock: systemClock,
    logger: silentLogger,
  });

/** Writes ticks. @returns How long each took, in milliseconds. */
async function fill(store: DurableStore<Memory>, { series, ticks }: typeof MANY): Promise<number[]> {
  const mix = new TypicalMix(series);
  const ids = mix.idsIn(store);
  const times: number[] = [];
  for (let tick = 0; tick < ticks; tick++) {
    mix.advance();
    const began = performance.now();
    store.append(tick * TICK_MS, ids, mix.values, ids.length);
    times.push(performance.now() - began);
    // Snapshots are written while others have the thread.
    await others();
  }
  await store.settled();
  return times;
}

function closeTo(target: number, value: number, unit: string) {
  return { value, unit, target: `at most ${target} ${unit}`, reached: value <= target };
}

const many = open("many", MEMORY_STORE);
const times = (await fill(many, MANY)).slice(1);
const logged = many.numbers().segmentBytes;
const perSample = logged / (MANY.series * MANY.ticks);
await many.close();
report({ measure: "disk, 50,000 series", who: "farol", ...closeTo(1.3, perSample, "B a sample") });
report({
  measure: "tick of 50,000 series, store and log",
  who: "farol",
  ...closeTo(25, median(times), "ms"),
});
const slow = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)]!;
report({ measure: "99 of 100 of them take less than", who: "farol", value: slow, unit: "ms" });

const day = open("day", MEMORY_STORE);
await fill(day, DAY);
await day.close();
const began = performance.now();
const again = open("day", MEMORY_STORE);
const startMs = performance.now() - began;
await again.close();
const hours = DAY.ticks / HOUR_TICKS;
report({
  measure: `start with ${hours} h of 5,000 series`,
  who: "farol",
  ...closeTo(2, startMs / 1000, "s"),
});
rmSync(folder, { recursive: true });
