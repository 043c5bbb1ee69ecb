import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type RecordingMemory, recording } from "./recording-memory.fixture.ts";
import { asKilled, newFolder, numbers, opened, read, START_MS, tick } from "./script.fixture.ts";

/** A file system of its own; undefined where the test may not mount one, and is skipped. */
function mounted(t: TestContext, size: string): string | undefined {
  const path = mkdtempSync(join(tmpdir(), "farol-log-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path], { stdio: "ignore" });
  } catch {
    t.skip("needs the right to mount a file system");
    rmdirSync(path);
    return undefined;
  }
  t.after(() => {
    execFileSync("umount", ["--lazy", path]);
    rmdirSync(path);
  });
  return path;
}

test("a full disk is said, costs nothing that was written, and is written to again once it has space", async (t) => {
  const path = mounted(t, "256k");
  if (path === undefined) return;
  const one = opened(path);
  tick(one, 0, 10);
  writeUntilFull(join(path, "ballast"));
  tick(one, 10, 200);
  assert.equal(one.store.health().status, "degraded");
  assert.match(one.store.health().detail, /ENOSPC.*its disk has space\. Free some/);
  assert.equal(one.told.length, 1);
  assert.ok(one.store.numbers().errors.get("full")! > 1);
  const kept = await read(asKilled(t, path));
  assert.deepEqual(kept, numbers(0, kept.length));
  assert.ok(kept.length >= 10);
  rmSync(join(path, "ballast"));
  tick(one, 210, 2);
  await one.store.settled();
  assert.equal(one.store.health().status, "ok");
  assert.deepEqual(await read(asKilled(t, path)), numbers(0, 212));
  await one.store.close();
  assert.deepEqual(await read(path), numbers(0, 212));
});

function writeUntilFull(path: string): void {
  try {
    while (true) writeFileSync(path, new Uint8Array(4096), { flag: "a" });
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, "ENOSPC");
  }
}

test("a folder that may only be read is read, and written once that is allowed", async (t) => {
  const path = mounted(t, "1m");
  if (path === undefined) return;
  const first = opened(path);
  tick(first, 0, 5);
  await first.store.close();
  execFileSync("mount", ["-o", "remount,ro", path]);
  const second = opened(path);
  assert.match(second.store.health().detail, /EROFS.*user may write there\. Give it that right/);
  assert.deepEqual(second.store.extent(), { startMs: START_MS, endMs: START_MS + 4 * 15_000 });
  tick(second, 5, 5);
  assert.equal(second.store.numbers().errors.get("read_only"), 6);
  execFileSync("mount", ["-o", "remount,rw", path]);
  tick(second, 10, 1);
  await second.store.settled();
  assert.equal(second.store.health().status, "ok");
  await second.store.close();
  assert.deepEqual(await read(path), numbers(0, 11));
});

test("a folder that vanishes is said, and made again with all that is known", async (t) => {
  const path = join(newFolder(t), "history");
  const one = opened(path);
  tick(one, 0, 5);
  rmSync(path, { recursive: true });
  tick(one, 5, 1);
  assert.match(
    one.store.health().detail,
    /ENOENT.*the folder is there while the service runs\. Mount it again/,
  );
  tick(one, 6, 1);
  await one.store.settled();
  assert.equal(one.store.health().status, "ok");
  await one.store.close();
  assert.deepEqual(await read(path), numbers(0, 7));
});

test("a path that is no folder does not stop the store", async (t) => {
  const path = join(newFolder(t), "file");
  writeFileSync(path, "");
  const one = opened(path);
  tick(one, 0, 2);
  assert.equal(one.store.health().status, "degraded");
  assert.equal(one.store.extent()?.endMs, START_MS + 15_000);
  await one.store.close();
});

test("a folder that another store has is only read, until it is free", async (t) => {
  const path = newFolder(t);
  const first = opened(path);
  tick(first, 0, 5);
  const second = opened(path);
  assert.match(second.store.health().detail, /another process uses the folder.*Stop the other process/);
  assert.equal(second.store.extent()?.endMs, START_MS + 4 * 15_000);
  tick(second, 5, 1);
  assert.equal(second.store.numbers().errors.get("locked"), 2);
  await first.store.close();
  tick(second, 6, 1);
  assert.equal(second.store.health().status, "ok");
  await second.store.settled();
  await second.store.close();
  assert.deepEqual(await read(path), numbers(0, 7));
});

test("a snapshot that cannot be written is said, and tried again after five minutes", async (t) => {
  let attempts = 0;
  const write = (store: RecordingMemory) => {
    attempts += 1;
    if (attempts === 1) throw Object.assign(new Error("ENOSPC: no space"), { code: "ENOSPC" });
    return recording.write(store);
  };
  const one = opened(newFolder(t), { snapshotEveryMs: 600_000, memory: { ...recording, write } });
  tick(one, 0, 41);
  await one.store.settled();
  assert.match(one.store.health().detail, /ENOSPC/);
  assert.equal(one.store.numbers().errors.get("full"), 1);
  tick(one, 41, 19);
  await one.store.settled();
  assert.deepEqual([attempts, one.store.numbers().lastSnapshotMs], [1, undefined]);
  tick(one, 60, 1);
  await one.store.settled();
  assert.deepEqual([attempts, one.store.health().status], [2, "ok"]);
  assert.equal(one.store.numbers().lastSnapshotMs, START_MS + 60 * 15_000);
  await one.store.close();
});

test("a folder that was moved away is no reason to write into another", async (t) => {
  const path = join(newFolder(t), "history");
  const one = opened(path);
  tick(one, 0, 5);
  renameSync(path, `${path}-moved`);
  tick(one, 5, 1);
  await one.store.close();
  assert.deepEqual(await read(`${path}-moved`), numbers(0, 6));
});
