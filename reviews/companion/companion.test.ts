import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { until } from "../../test/until.ts";
import { companionForTests } from "./companion.fixture.ts";
import { startCompanion } from "./companion.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !readFileSync(stat, "utf8").includes(") Z ");
}

test("it runs as a process of its own, told to fail, delay, hang and cut off", async () => {
  const { scannerUrl, tell } = await companionForTests();
  const ask = (signal: AbortSignal | null = null) => fetch(scannerUrl, { signal });
  assert.equal((await ask()).status, 200);

  await tell({ scanner: { mode: "fail" } });
  assert.equal((await ask()).status, 503);

  await tell({ scanner: { mode: "reset" } });
  await assert.rejects(ask(), TypeError);

  await tell({ scanner: { mode: "hang" } });
  const patience = new AbortController();
  const hanging = assert.rejects(ask(patience.signal), { name: "AbortError" });
  await tell({ scanner: { mode: "delay", ms: 300 } });
  const order: string[] = [];
  const late = ask().then(({ status }) => order.push(`late ${status}`));
  await tell({ scanner: { mode: "off" } });
  order.push(`at once ${(await ask()).status}`);
  await late;
  assert.deepEqual(order, ["at once 200", "late 200"]);
  patience.abort();
  await hanging;
});

test("it is gone once it is disposed of", async () => {
  const companion = await startCompanion(silent);
  assert.ok(isRunning(companion.pid));
  await companion[Symbol.asyncDispose]();
  assert.ok(!isRunning(companion.pid));
});

test("it says so when it ends by itself", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  await using companion = await startCompanion({ ...silent, warn: (_, message) => resolve(message) });
  process.kill(companion.pid, "SIGKILL");
  assert.match(await promise, /the companion has ended/);
});

test("it does not outlive a parent that is killed", async () => {
  const program = fileURLToPath(new URL("./parent.fixture.ts", import.meta.url));
  const parent = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(parent.stdout, "data");
  const pid = Number(String(line));
  assert.ok(isRunning(pid));
  parent.kill("SIGKILL");
  await until("the companion's end", async () => (isRunning(pid) ? undefined : true), 5000);
});
