import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import fc from "fast-check";
import { ManualClock, type SeriesWriter, silentLogger } from "../../../model/index.ts";
import type { DurableStoreOptions } from "./durable-options.ts";
import { DurableStore } from "./durable-store.ts";
import { pieces } from "./frame.ts";
import { type RecordingMemory, recording } from "./recording-memory.fixture.ts";

/** One tick: after how long, which series end before it, and the bits of the values that it has. */
export interface ScriptTick {
  readonly afterMs: number;
  readonly ended: readonly number[];
  readonly values: readonly (readonly [series: number, bits: bigint])[];
}

const SERIES = [
  ["up", {}],
  ["up", { job: "a" }],
  ["up", { job: 'b"\n\\' }],
  ["requests_total", { route: "/ä/\u{1f600}" }],
  ["requests_total", { route: "\ud800", __proto__x: "" }],
  ["latency_seconds_bucket", { le: "+Inf" }],
] as const;

const bits = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.double().map((value) => new BigUint64Array(Float64Array.of(value).buffer)[0]!),
  fc.integer({ min: 0, max: 70_000 }).map((value) => new BigUint64Array(Float64Array.of(value).buffer)[0]!),
);
const one = fc.nat({ max: SERIES.length - 1 });

/** Ticks with any values, series that come, go, end and come again. */
export const scripts: fc.Arbitrary<readonly ScriptTick[]> = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 1, max: 100_000 }),
    ended: fc.uniqueArray(one, { maxLength: 2 }),
    values: fc.uniqueArray(fc.tuple(one, bits), { selector: ([series]) => series }),
  }),
  { minLength: 1, maxLength: 30 },
);

/** Plays a script to a store, from a time on. @returns The time of its last tick. */
export function play(store: SeriesWriter, script: readonly ScriptTick[], startMs: number): number {
  let nowMs = startMs;
  for (const { afterMs, ended, values } of script) {
    nowMs += afterMs;
    const idOf = (series: number) => store.series(SERIES[series]![0], SERIES[series]![1]);
    store.declare({ name: "up", type: "gauge", help: `As of ${nowMs % 3}.`, unit: "none" });
    for (const series of ended) store.end(idOf(series), nowMs);
    const ids = Uint32Array.from(values, ([series]) => idOf(series));
    const numbers = new Float64Array(BigUint64Array.from(values, ([, value]) => value).buffer);
    store.append(nowMs, ids, numbers, ids.length);
  }
  return nowMs;
}

/** A new folder that is deleted after the test. */
export function newFolder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "farol-log-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A copy of a folder as it is now: what would be found if the process were killed. */
export function asKilled(t: TestContext, path: string): string {
  const copy = newFolder(t);
  cpSync(path, copy, { recursive: true });
  return copy;
}

/** A store that records what it is given, and the errors that it told. */
export function opened(path: string, options: Partial<DurableStoreOptions<RecordingMemory>> = {}) {
  // Later than what any test writes.
  const clock = new ManualClock(1_800_000_000_000);
  const told: string[] = [];
  const tell = (fields: object) => told.push((fields as { err: Error }).err.message);
  const logger = { ...silentLogger, error: tell };
  const kept = { retentionMs: Number.POSITIVE_INFINITY, memory: recording, clock, logger };
  return { store: DurableStore.open(path, { ...kept, ...options }), clock, told };
}

/** When tests begin to write. */
export const START_MS = 1_700_000_000_000;

/** Writes the samples of one series, a tick each 15 s, and moves the clock with them. */
export function tick({ store, clock }: ReturnType<typeof opened>, from: number, ticks: number): void {
  const ids = Uint32Array.of(store.series("up", {}));
  for (let i = from; i < from + ticks; i++) {
    clock.advance(15_000);
    store.append(START_MS + i * 15_000, ids, Float64Array.of(i), 1);
  }
}

/** The values that are read back from a folder. */
export async function read(path: string): Promise<readonly number[]> {
  const { store } = opened(path);
  const [series] = store.select("up", []);
  const values = series?.samples({ startMs: 0, endMs: Number.POSITIVE_INFINITY }).values ?? [];
  await store.close();
  return [...values];
}

/** The whole numbers from one to before another. */
export function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** The files of a folder whose names match. */
export function filesOf(path: string, name = /^(ticks|snapshot)/): string[] {
  return readdirSync(path).filter((file) => name.test(file));
}

/** Where the frames of a file end. */
export function endsOfFrames(file: Buffer): number[] {
  let end = 0;
  return [...pieces(file)].map((piece) => {
    end += piece.kind === "frame" ? 12 + piece.payload.length : piece.bytes;
    return end;
  });
}
