import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { LogFolder } from "./log-folder.ts";
import { newFolder } from "./script.fixture.ts";

/** A folder of segments that began at these times and snapshots of these, of 10 bytes each. */
function folderOf(t: TestContext, segments: readonly number[], snapshots: readonly number[]): LogFolder {
  const folder = new LogFolder(newFolder(t));
  const paths = [
    ...segments.map((atMs) => folder.segmentPath(atMs)),
    ...snapshots.map((atMs) => folder.snapshotPath(atMs)),
  ];
  for (const path of paths) writeFileSync(path, "0123456789");
  writeFileSync(join(folder.path, "a-file-of-somebody-else"), "");
  return folder;
}

const timesOf = (folder: LogFolder) => [
  folder.segments().map(({ atMs }) => atMs),
  folder.snapshots().map(({ atMs }) => atMs),
];

test("segments go when their last tick is older than what is kept, snapshots when there is a newer one", (t) => {
  const folder = folderOf(t, [100, 200, 1300], [150, 250]);
  folder.prune(199, 1000);
  assert.deepEqual(timesOf(folder), [[100, 200, 1300], [250]]);
  folder.prune(200, 1000);
  assert.deepEqual(timesOf(folder), [[200, 1300], [250]]);
  folder.prune(9999, 1000);
  assert.deepEqual(timesOf(folder), [[1300], [250]]);
  assert.ok(readdirSync(folder.path).includes("a-file-of-somebody-else"));
});

test("when all is too large, the oldest segments go, and the newest of each kind stays", (t) => {
  const folder = folderOf(t, [100, 200, 300, 400], [150]);
  folder.prune(0, 30);
  assert.deepEqual(timesOf(folder), [[300, 400], [150]]);
  folder.prune(0, 1);
  assert.deepEqual(timesOf(folder), [[400], [150]]);
});
