import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { ManualClock } from "../../../model/index.ts";
import {
  asKilled,
  endsOfFrames,
  filesOf,
  newFolder,
  numbers,
  opened,
  play,
  read,
  START_MS,
  scripts,
  tick,
} from "./script.fixture.ts";

test("changed bytes cost what cannot be read, and never give a value that was not written", async (t) => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(scripts, changes, async (script, changed) => {
      const path = newFolder(t);
      const { store } = opened(path, { segmentMs: 300_000 });
      play(store, script, START_MS);
      await store.close();
      const names = filesOf(path);
      for (const [at, change] of changed) {
        const name = join(path, names[at % names.length]!);
        const file = readFileSync(name);
        file[at % file.length]! ^= change;
        writeFileSync(name, file);
      }
      const spoiled = opened(path);
      const written = store.memory.content();
      for (const [series, samples] of Object.entries(spoiled.store.memory.content())) {
        const known = new Map(written[series]);
        for (const [timestampMs, value] of samples) assert.equal(value, known.get(timestampMs));
      }
      await spoiled.store.close();
    }),
    { numRuns: 150 },
  );
});

test("a torn end is cut off and counted once, unless another process may still be writing it", async (t) => {
  const path = newFolder(t);
  const first = opened(path);
  tick(first, 0, 5);
  const copy = asKilled(t, path);
  const [name] = filesOf(copy);
  const file = readFileSync(join(copy, name!));
  writeFileSync(join(copy, name!), file.subarray(0, -5));
  const owner = opened(copy);
  const reader = opened(copy);
  assert.deepEqual(
    [owner, reader].map(({ store }) => store.numbers().tornRecords),
    [1, 0],
  );
  assert.equal(readFileSync(join(copy, name!)).length, endsOfFrames(file)[3]);
  for (const { store } of [owner, reader, first]) await store.close();
  const again = opened(copy);
  assert.deepEqual([again.store.numbers().tornRecords, again.told], [0, []]);
  await again.store.close();
  assert.deepEqual(await read(copy), numbers(0, 4));
});

test("a record that is damaged costs ten minutes at most, whoever else writes between", async (t) => {
  const path = newFolder(t);
  const { store } = opened(path);
  const ids = (name: string) =>
    Uint32Array.of(store.series(name, { part: "a" }), store.series(name, { part: "b" }));
  for (let tick = 0; tick < 200; tick++) {
    const timestampMs = START_MS + tick * 15_000;
    store.append(timestampMs, ids("sampled_total"), Float64Array.of(tick, 1 / tick), 2);
    store.append(timestampMs + 1, ids(`rule_${tick % 5}`), Float64Array.of(tick, tick), 2);
  }
  await store.close();
  const name = join(path, filesOf(path)[0]!);
  const file = readFileSync(name);
  file[endsOfFrames(file)[100]! + 20]! ^= 1;
  writeFileSync(name, file);
  const spoiled = opened(path);
  const lost = Object.entries(store.memory.content()).map(([series, samples]) => {
    const read = new Set(spoiled.store.memory.content()[series]!.map(([timestampMs]) => timestampMs));
    const missing = samples.map(([timestampMs]) => timestampMs).filter((time) => !read.has(time));
    return missing.length === 0 ? 0 : missing.at(-1)! - missing[0]!;
  });
  assert.ok(Math.max(...lost) > 0 && Math.max(...lost) <= 600_000, `${lost}`);
  assert.match(
    spoiled.told.join(),
    /ticks-\d+\.log \(\d+ bytes are not as they were written, \d+ records go on/,
  );
  assert.equal(spoiled.store.numbers().errors.get("damaged"), 1);
  assert.match(spoiled.store.health().detail, /1 files could not be read whole/);
  await spoiled.store.close();
});

test("a segment that holds nothing whole is set aside, said, and the others are read", async (t) => {
  const path = newFolder(t);
  const first = opened(path, { segmentMs: 60_000 });
  tick(first, 0, 30);
  await first.store.close();
  const [, bad] = filesOf(path, /^ticks/);
  const spoiled = readFileSync(join(path, bad!)).fill(0x41);
  writeFileSync(join(path, bad!), spoiled);
  const second = opened(path);
  assert.match(second.told.join(), new RegExp(`${bad}\\.damaged \\(nothing in it is whole\\)`));
  await second.store.close();
  assert.deepEqual(readFileSync(join(path, `${bad}.damaged`)), spoiled);
  const values = await read(path);
  assert.deepEqual([values[0], values.at(-1)], [0, 29]);
  assert.ok(values.length >= 22 && values.length < 30);
});

test("a segment of another version stays as it is", async (t) => {
  const path = newFolder(t);
  const newer = join(path, "ticks-000000000000001.log");
  writeFileSync(newer, "FTL2 of a later time");
  const { store, told } = opened(path);
  await store.close();
  assert.match(told.join(), /another version of Farol wrote it/);
  assert.equal(readFileSync(newer, "utf8"), "FTL2 of a later time");
});

test("what was written while the clock was ahead does not bar the ticks of now, and is kept", async (t) => {
  const path = newFolder(t);
  const limits = { segmentMs: 60_000, snapshotEveryMs: 100_000 };
  const ahead = opened(path, limits);
  tick(ahead, 0, 30);
  await ahead.store.settled();
  await ahead.store.close();
  const clock = new ManualClock(START_MS - 290_000);
  const now = opened(path, { ...limits, clock });
  assert.equal(now.store.extent()?.endMs, START_MS);
  assert.match(
    now.told.join(),
    /snapshot-\d+\.bin\.damaged \(it is of the future.*ticks-\d+\.log \(\d+ records are of/,
  );
  tick(now, 1, 20);
  await now.store.settled();
  await now.store.close();
  const set = filesOf(path, /\.damaged$/);
  assert.ok(set.some((file) => file.startsWith("snapshot")) && set.some((file) => file.startsWith("ticks")));
});

test("a snapshot that is not whole is set aside, and the ticks are read instead", async (t) => {
  const path = newFolder(t);
  const first = opened(path, { snapshotEveryMs: 60_000 });
  tick(first, 0, 10);
  await first.store.settled();
  await first.store.close();
  const [name] = filesOf(path, /^snapshot-\d+\.bin$/);
  for (const spoil of [(file: Buffer) => file.subarray(0, -1), (file: Buffer) => file.fill(0, 20, 21)]) {
    const copy = asKilled(t, path);
    writeFileSync(join(copy, name!), spoil(readFileSync(join(copy, name!))));
    const { store, told } = opened(copy);
    assert.match(told.join(), new RegExp(`${name}\\.damaged`));
    await store.close();
    assert.deepEqual(await read(copy), numbers(0, 10));
  }
});

test("a snapshot that was not finished is taken away", async (t) => {
  const path = newFolder(t);
  writeFileSync(join(path, "snapshot-000000000000001.bin.tmp"), "half of it");
  await opened(path).store.close();
  assert.deepEqual(readdirSync(path), ["lock"]);
});
