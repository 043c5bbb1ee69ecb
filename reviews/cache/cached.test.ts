import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { silentLogger } from "farol";
import { Cache } from "./cache.ts";
import { cached, invalidates, type Outcome } from "./cached.ts";

const open = () => new Cache({ log: { ...silentLogger, debug() {} } });

test("a wrapped function is called once for what is described alike, and each time for what is not described", async () => {
  const calls: unknown[] = [];
  const describe = (id: number, ..._: string[]) =>
    id < 0 ? undefined : { key: `${id}`, tags: ["numbers"], ttlMs: 60_000 };
  const double = cached(
    open(),
    describe,
  )(async (id: number, ...rest: string[]) => {
    calls.push([id, ...rest]);
    return id * 2;
  });
  assert.deepEqual([await double(1, "a"), await double(1, "b"), await double(2)], [2, 2, 4]);
  assert.deepEqual([await double(-1), await double(-1)], [-2, -2]);
  assert.deepEqual(calls, [[1, "a"], [2], [-1], [-1]]);
});

test("a wrapped change invalidates what is described by its outcome and arguments, before it is answered", async () => {
  const cache = open();
  let stored = 1;
  const read = cached(cache, () => ({ key: "stored", tags: ["t"], ttlMs: 60_000 }))(async () => stored);
  const write = invalidates(cache, (outcome: Outcome<boolean>, _value: number) =>
    "value" in outcome && !outcome.value ? {} : { tags: ["t"] },
  )(async (value: number) => {
    if (value < 0) throw new Error("may have happened");
    const isChanged = value !== stored;
    stored = value;
    return isChanged;
  });
  await read();
  assert.equal(await write(2), true);
  assert.equal(await read(), 2);
  stored = 3;
  assert.equal(await write(3), false);
  assert.equal(await read(), 2);
  await assert.rejects(write(-1), /may have happened/);
  assert.equal(await read(), 3);
});

test("both decorate methods, as the standard has it, for those who compile", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "farol-decorators-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const compiler = fileURLToPath(import.meta.resolve("typescript/package.json")).replace(
    "package.json",
    "bin/tsc",
  );
  const fixture = fileURLToPath(new URL("./decorated.fixture.ts", import.meta.url));
  const settings = [
    "--target",
    "es2022",
    "--module",
    "esnext",
    "--noCheck",
    "--noResolve",
    "--outDir",
    folder,
  ];
  // its own types are checked with the rest of the repository
  execFileSync(process.execPath, [compiler, ...settings, "--ignoreConfig", fixture]);
  const { createCatalog } = (await import(
    pathToFileURL(join(folder, "decorated.fixture.js")).href
  )) as typeof import("./decorated.fixture.ts");
  const catalog = new (createCatalog(open(), cached, invalidates))();
  assert.deepEqual([await catalog.price("pen"), await catalog.price("pen"), catalog.reads], [1, 1, 1]);
  await catalog.setPrice("pen", 2);
  assert.deepEqual([await catalog.price("pen"), catalog.reads], [2, 2]);
});
