import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { openRemembered } from "../remembered.ts";
import type { Environment } from "./environment.ts";

const build = { version: "2.0.1", revision: "abc", node: "v24.1.0" };

/** Lets a service start that remembers in a folder. */
function service(t: TestContext) {
  const dataDir = mkdtempSync(join(tmpdir(), "farol-starts-"));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const start = (atMs: number, environment: Environment) => {
    const remembered = openRemembered({ dataDir, clock: new ManualClock(), logger: silentLogger });
    remembered.starts.begin({ ...build, atMs, environment }, silentLogger);
    const starts = remembered.starts.list();
    remembered.close();
    return starts;
  };
  return { dataDir, start };
}

test("starts are remembered, the latest first, with the variables that were then otherwise", (t) => {
  const { start } = service(t);
  start(1, { POOL_SIZE: "10", OLD: "1", HOSTNAME: "a" });
  assert.deepEqual(start(2, { POOL_SIZE: "2", NEW: "", HOSTNAME: "b" }), [
    { ...build, atMs: 2, changed: ["NEW", "OLD", "POOL_SIZE"] },
    { ...build, atMs: 1, changed: [] },
  ]);
  assert.deepEqual(start(3, { POOL_SIZE: "2", NEW: "" })[0]!.changed, []);
});

test("no value of the environment is on disk", (t) => {
  const { dataDir, start } = service(t);
  start(1, { PASSWORD: "correct-horse-battery" });
  assert.ok(!readFileSync(join(dataDir, "farol.db")).includes("correct-horse"));
});

test("fifty starts are remembered", (t) => {
  const remembered = openRemembered({ clock: new ManualClock(), logger: silentLogger });
  t.after(() => remembered.close());
  for (let atMs = 1; atMs <= 60; atMs++)
    remembered.starts.begin({ ...build, atMs, environment: {} }, silentLogger);
  const starts = remembered.starts.list();
  assert.deepEqual([starts.length, starts[0]!.atMs, starts.at(-1)!.atMs], [50, 60, 11]);
});

test("a start that cannot be written is told to the log, and nothing else", () => {
  const lines: string[] = [];
  const remembered = openRemembered({ clock: new ManualClock(), logger: silentLogger });
  remembered.close();
  const logger = { ...silentLogger, warn: (_: object, message: string) => void lines.push(message) };
  remembered.starts.begin({ ...build, atMs: 1, environment: {} }, logger);
  assert.deepEqual(lines, ["This start cannot be remembered"]);
});
