import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { openRemembered } from "../remembered.ts";
import type { DeploymentEvent } from "./index.ts";

const MINUTE_MS = 60_000;
const started: DeploymentEvent = { phase: "started", version: "2.0.1" };

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "farol-deployments-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

function opened(dataDir?: string) {
  const clock = new ManualClock(1_700_000_000_000);
  return { clock, ...openRemembered({ dataDir, clock, logger: silentLogger }) };
}

test("deployments and their totals are there after a restart", (t) => {
  const dataDir = folder(t);
  const first = opened(dataDir);
  first.deployments.record({ ...started, revision: "abc", note: "of the spring" });
  first.clock.advance(MINUTE_MS);
  first.deployments.record({ phase: "completed", version: "2.0.1" });
  first.close();
  const { deployments, close } = opened(dataDir);
  assert.deepEqual(deployments.list(), [
    {
      id: 1,
      phase: "started",
      version: "2.0.1",
      revision: "abc",
      atMs: 1_700_000_000_000,
      note: "of the spring",
    },
    { id: 2, phase: "completed", version: "2.0.1", atMs: 1_700_000_060_000 },
  ]);
  const totals = (["started", "completed", "rolled_back"] as const).map((phase) => deployments.total(phase));
  assert.deepEqual(totals, [1, 1, 0]);
  close();
});

test("what was acknowledged outlives a process that is killed while it writes", async (t) => {
  const dataDir = folder(t);
  const program = fileURLToPath(new URL("./recording.fixture.ts", import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let acknowledged = 0;
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line);
    if (acknowledged === 50) child.kill("SIGKILL");
  }
  assert.deepEqual(await ended, [null, "SIGKILL"]);
  const { deployments, close } = opened(dataDir);
  const ids = deployments.list().map(({ id }) => id);
  assert.ok(acknowledged >= 50);
  assert.ok(ids.length >= acknowledged, `${ids.length} of ${acknowledged}`);
  assert.deepEqual(
    ids,
    Array.from(ids, (_, i) => i + 1),
  );
  assert.equal(deployments.total("completed"), ids.length);
  close();
});

test("an event that is sent again within five minutes is the same event", () => {
  const { deployments, clock } = opened();
  const heard: number[] = [];
  deployments.onRecorded(({ id }) => heard.push(id));
  const first = deployments.record(started);
  clock.advance(4 * MINUTE_MS);
  assert.deepEqual(deployments.record(started), { deployment: first.deployment, isNew: false });
  clock.advance(MINUTE_MS);
  assert.equal(deployments.record(started).isNew, true);
  assert.deepEqual([heard, deployments.total("started")], [[1, 2], 2]);
});

test("an event is another one when it differs, or when something else happened since", () => {
  const { deployments } = opened();
  const events: DeploymentEvent[] = [
    started,
    { ...started, version: "2.0.2" },
    { ...started, version: "2.0.2", revision: "abc" },
    { ...started, version: "2.0.2", revision: "abc", note: "again" },
    { phase: "rolled_back", version: "2.0.2" },
    started,
  ];
  for (const event of events) assert.equal(deployments.record(event).isNew, true, JSON.stringify(event));
});

test("they are listed by the time at which they happened, though recorded later", () => {
  const { deployments, clock } = opened();
  deployments.record(started);
  deployments.record({ ...started, version: "1", atMs: clock.now() - MINUTE_MS });
  assert.deepEqual(
    deployments.list().map(({ version }) => version),
    ["1", "2.0.1"],
  );
});

test("the last thousand are remembered, and all are counted", () => {
  const { deployments } = opened();
  for (let i = 1; i <= 1005; i++) deployments.record({ phase: "completed", version: `${i}` });
  const versions = deployments.list().map(({ version }) => version);
  assert.deepEqual([versions.length, versions[0], versions.at(-1)], [1000, "6", "1005"]);
  assert.equal(deployments.total("completed"), 1005);
});

test("who stops listening hears no more", () => {
  const { deployments } = opened();
  const heard: string[] = [];
  const stop = deployments.onRecorded(({ version }) => heard.push(version));
  deployments.record(started);
  stop();
  deployments.record({ ...started, version: "3" });
  assert.deepEqual(heard, ["2.0.1"]);
});
