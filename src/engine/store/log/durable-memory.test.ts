import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { ManualClock, type SeriesReader, silentLogger } from "../../../model/index.ts";
import type { Store } from "../contract.fixture.ts";
import { endingsContract } from "../endings.contract.ts";
import { gapsContract } from "../gaps.contract.ts";
import { memoryStoreOf } from "../memory-kind.ts";
import type { MemoryStoreOptions } from "../memory-store.ts";
import { storeContract } from "../store.contract.ts";
import { DurableStore } from "./durable-store.ts";
import { newFolder } from "./script.fixture.ts";

const TICK_MS = 15_000;
const HOUR_MS = 3_600_000;
const EVER = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };

interface Opened extends MemoryStoreOptions {
  readonly retentionMs: number;
  readonly segmentMs?: number;
  readonly snapshotEveryMs?: number;
}

function open(path: string, { segmentMs = HOUR_MS, snapshotEveryMs = HOUR_MS, ...options }: Opened) {
  const [memory, clock] = [memoryStoreOf(options), new ManualClock(1_800_000_000_000)];
  const { retentionMs } = options;
  const limits = { retentionMs, segmentMs, snapshotEveryMs };
  return DurableStore.open(path, { ...limits, memory, clock, logger: silentLogger });
}

/** Opens stores, each in a folder of its own or in one that another process left; all are closed after the tests. */
function stores() {
  const root = mkdtempSync(join(tmpdir(), "farol-log-"));
  const opened: ReturnType<typeof open>[] = [];
  after(async () => {
    for (const store of opened) await store.close();
    rmSync(root, { recursive: true });
  });
  const at = (path: string, options: Opened) => {
    const store = open(path, options);
    opened.push(store);
    return store;
  };
  let folders = 0;
  const newPath = () => join(root, String(folders++));
  return { newPath, at };
}

describe("a store whose history outlives the process is a store", () => {
  const { newPath, at } = stores();
  const make = (retentionMs: number) => at(newPath(), { retentionMs });
  storeContract(make);
  endingsContract(make);
});

for (const [title, limits] of [
  ["that reads its log", {}],
  ["that reads snapshots and its log", { segmentMs: 1000, snapshotEveryMs: 1500 }],
] as const) {
  describe(`a store ${title}, and to which absence says nothing, is a store`, () => {
    const { newPath, at } = stores();
    const optionsOf = (retentionMs: number) => ({ retentionMs, absence: "gap", ...limits }) as const;
    const paths = new Map<Store, string>();
    const openAt = (path: string, retentionMs: number) => {
      const store = at(path, optionsOf(retentionMs));
      paths.set(store, path);
      return store;
    };
    const make = (retentionMs: number) => openAt(newPath(), retentionMs);
    storeContract(make);
    gapsContract(make, async (store, retentionMs) => {
      await (store as ReturnType<typeof make>).settled();
      // As if the process were killed: nothing is written at its end.
      const path = newPath();
      cpSync(paths.get(store)!, path, { recursive: true });
      return openAt(path, retentionMs);
    });
  });
}

function contentOf(store: SeriesReader) {
  return Array.from(store.select(undefined, []), (series) => {
    const { timestampsMs, values, stale } = series.samples(EVER);
    const isSample = (_: number, i: number) => stale?.[i] !== 1;
    return [series.name, series.labels, [...timestampsMs].filter(isSample), [...values].filter(isSample)];
  });
}

test("the memory's snapshots and the ticks after them give back the whole of it", async (t) => {
  const path = newFolder(t);
  const store = open(path, { retentionMs: 4 * HOUR_MS });
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
  const again = open(path, { retentionMs: 4 * HOUR_MS });
  assert.deepEqual(contentOf(again), contentOf(store));
  assert.deepEqual(again.extent(), store.extent());
  assert.equal(again.family("up")?.help, "Whether it is up.");
  assert.equal(again.numbers().lastSnapshotMs, lastSnapshotMs);
  assert.equal(again.numbers().errors.get("damaged"), 0);
  await again.close();
});
