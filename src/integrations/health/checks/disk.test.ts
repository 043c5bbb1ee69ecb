import assert from "node:assert/strict";
import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { attempt } from "../attempt.ts";
import { type DiskCheckOptions, diskCheck } from "./disk.ts";

const path = tmpdir();
const { blocks, bavail, bsize, files } = statfsSync(path);
const freeRatio = bavail / blocks;

function verdictOf(options: Partial<DiskCheckOptions>) {
  return attempt(diskCheck({ path, ...options }).run, 5_000).verdict;
}

test("it is critical and this instance's own, unless it is told otherwise", () => {
  const { name, severity, scope } = diskCheck({ path });
  assert.deepEqual([name, severity, scope], ["disk", "critical", "own"]);
  assert.equal(diskCheck({ path, severity: "optional" }).severity, "optional");
});

test("it passes while enough is free", async () => {
  assert.equal((await verdictOf({ minFreeRatio: 0 })).passed, true);
});

test("it fails when too little is free, and says how much", async () => {
  const { passed, detail } = await verdictOf({ minFreeRatio: 1.01, enoughFreeBytes: Infinity });
  assert.equal(passed, false);
  const said = /^([\d.]+) % of the space is free, less than 101\.0 %$/.exec(detail)?.[1];
  assert.ok(Math.abs(Number(said) - 100 * freeRatio) < 1, detail);
});

test("enough free bytes suffice whatever share they are", async () => {
  const minFreeRatio = Math.min(1, freeRatio * 1.05);
  const scarce = { minFreeRatio, enoughFreeBytes: 2 * bavail * bsize };
  assert.match((await verdictOf(scarce)).detail, /^[\d.]+ % of the space/);
  const plenty = await verdictOf({ minFreeRatio, enoughFreeBytes: 1 });
  assert.doesNotMatch(plenty.detail, /of the space/);
});

const limitsFiles = { skip: files === 0 && "this file system knows no limit of files" };

test("it fails when too few files can still be made, however much space there is", limitsFiles, async () => {
  const { passed, detail } = await verdictOf({ minFreeRatio: 1.01, enoughFreeBytes: 1 });
  assert.deepEqual(
    [passed, /^[\d.]+ % of the files are free, less than 101\.0 %$/.test(detail)],
    [false, true],
  );
});

test("it fails with the reason when the folder is not there", async () => {
  const { passed, detail } = await verdictOf({ path: "/nowhere" });
  assert.deepEqual([passed, detail], [false, "ENOENT: no such file or directory, statfs '/nowhere'"]);
});
