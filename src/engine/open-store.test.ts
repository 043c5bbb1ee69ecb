import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { ManualClock, type SeriesReader, type SeriesWriter, silentLogger } from "../model/index.ts";
import { openStore } from "./open-store.ts";

const EVER = { startMs: -Infinity, endMs: Infinity };

function newFolder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "farol-store-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

function open(t: TestContext, dataDir?: string) {
  const store = openStore({ dataDir, clock: new ManualClock(1_800_000_000_000), logger: silentLogger });
  t.after(() => store.close());
  return store;
}

function write(writer: SeriesWriter, timestampMs: number, name: string): void {
  writer.append(timestampMs, Uint32Array.of(writer.series(name, {})), Float64Array.of(timestampMs), 1);
}

/** Times of all series by name; those of marks are negative. */
function timesOf(reader: SeriesReader): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    Array.from(reader.select(undefined, []), (series) => {
      const { timestampsMs, stale } = series.samples(EVER);
      return [series.name, Array.from(timestampsMs, (time, i) => (stale?.[i] === 1 ? -time : time))];
    }),
  );
}

test("what is sampled and what rules write is read as one, and absence ends only what is sampled", (t) => {
  const { writer, ruleWriter, reader, memory, log, size } = open(t);
  for (const time of [10, 20, 30]) write(writer, time, time === 10 ? "gone" : "up");
  for (const time of [10, 20, 30]) write(ruleWriter, time, time === 20 ? "gone:sum" : "up:sum");
  ruleWriter.end(ruleWriter.series("gone:sum", {}), 30);
  assert.deepEqual(timesOf(reader), {
    gone: [10, -20],
    up: [20, 30],
    "gone:sum": [20, -30],
    "up:sum": [10, 30],
  });
  assert.deepEqual(memory.names(), ["gone", "up"]);
  assert.deepEqual([size().series, size().samples, log], [4, 6, undefined]);
});

test("both outlive the process, each in a folder of its own, and only what was sampled ends with it", async (t) => {
  const dataDir = newFolder(t);
  const first = open(t, dataDir);
  for (const time of [10, 20]) {
    write(first.writer, time, "up");
    write(first.ruleWriter, time, "up:sum");
  }
  await first.close();
  assert.deepEqual(readdirSync(dataDir), ["history", "history-rules"]);
  const again = open(t, dataDir);
  assert.deepEqual(timesOf(again.reader), { up: [10, 20, -21], "up:sum": [10, 20] });
  write(again.ruleWriter, 40, "up:sum");
  assert.deepEqual(timesOf(again.reader)["up:sum"], [10, 20, 40]);
});

test("either folder is missed when it cannot be written, and both are counted", (t) => {
  for (const broken of ["history", "history-rules"]) {
    const dataDir = newFolder(t);
    writeFileSync(join(dataDir, broken), "no folder");
    const { writer, ruleWriter, log } = open(t, dataDir);
    for (const one of [writer, ruleWriter]) write(one, 10, "up");
    const { status, detail } = log!.health();
    assert.equal(status, "degraded");
    assert.ok(detail.includes(`${join(dataDir, broken)} (`), detail);
    const { errors, segmentBytes, lastSnapshotMs } = log!.numbers();
    assert.ok([...errors.values()].some((count) => count > 0));
    assert.ok(segmentBytes > 0);
    assert.equal(lastSnapshotMs, undefined);
  }
});

test("all is well while both folders are written", (t) => {
  const dataDir = newFolder(t);
  const { writer, ruleWriter, log } = open(t, dataDir);
  write(writer, 10, "up");
  const alone = log!.numbers().segmentBytes;
  write(ruleWriter, 10, "up:sum");
  const { segmentBytes, errors } = log!.numbers();
  assert.ok(segmentBytes > alone);
  assert.ok([...errors.values()].every((count) => count === 0));
  const { status, detail } = log!.health();
  assert.equal(status, "ok");
  assert.match(detail, /bytes in .*history; .*bytes in .*history-rules$/);
});
