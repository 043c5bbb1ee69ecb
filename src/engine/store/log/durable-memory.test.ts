import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { ManualClock, type SeriesReader, silentLogger } from "../../../model/index.ts";
import { memoryStoreOf } from "../memory-kind.ts";
import { storeContract } from "../store.contract.ts";
import { DurableStore } from "./durable-store.ts";
import { newFolder } from "./script.fixture.ts";

const TICK_MS = 15_000;
const HOUR_MS = 3_600_000;
const EVER = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };

function open(path: string, retentionMs: number, snapshotEveryMs = HOUR_MS) {
  const memory = memoryStoreOf({ retentionMs });
  const clock = new ManualClock(1_800_000_000_000);
  return DurableStore.open(path, { memory, retentionMs, clock, logger: silentLogger, snapshotEveryMs });
}

describe("a store whose history outlives the process is a store", () => {
  const root = mkdtempSync(join(tmpdir(), "farol-log-"));
  const stores: ReturnType<typeof open>[] = [];
  after(async () => {
    for (const store of stores) await store.close();
    rmSync(root, { recursive: true });
  });
  storeContract((retentionMs) => {
    const store = open(join(root, String(stores.length)), retentionMs);
    stores.push(store);
    return store;
  });
});

function contentOf(store: SeriesReader) {
  return Array.from(store.select(undefined, []), (series) => {
    const { timestampsMs, values, stale } = series.samples(EVER);
    const isSample = (_: number, i: number) => stale?.[i] !== 1;
    return [series.name, series.labels, [...timestampsMs].filter(isSample), [...values].filter(isSample)];
  });
}

test("the memory's snapshots and the ticks after them give back the whole of it", async (t) => {
  const path = newFolder(t);
  const store = open(path, 4 * HOUR_MS);
  store.declare({ name: "up", type: "gauge", help: "Whether it is up.", unit: "none" });
  for (let tick = 0; tick < 1500; tick++) {
    const parts = [0, 1, 2, 3].filter((part) => part === 0 || (tick >> 6) % (part + 1) !== 0);
    const ids = Uint32Array.from(parts, (part) => store.series("up", { part: String(part) }));
    const values = Float64Array.from(parts, (part) => (part < 2 ? part * tick : tick / 3));
    store.append(tick * TICK_MS, ids, values, ids.length);
    if (tick % 100 === 0) await store.settled();
  }
  const { lastSnapshotMs, snapshotBytes, segmentBytes } = store.numbers();
  assert.ok(lastSnapshotMs !== undefined && snapshotBytes > 0 && segmentBytes > 0);
  await store.close();
  const again = open(path, 4 * HOUR_MS);
  assert.deepEqual(contentOf(again), contentOf(store));
  assert.deepEqual(again.extent(), store.extent());
  assert.equal(again.family("up")?.help, "Whether it is up.");
  assert.equal(again.numbers().lastSnapshotMs, lastSnapshotMs);
  assert.equal(again.numbers().errors.get("damaged"), 0);
  await again.close();
});
