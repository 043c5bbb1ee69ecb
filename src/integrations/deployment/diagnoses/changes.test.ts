import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { type Deployment, ManualClock, type Start } from "../../../model/index.ts";
import { watch } from "../watch.ts";

const NOW_MS = 1_700_000_000_000;
const minutesAgo = (minutes: number) => NOW_MS - minutes * 60_000;
const start = (minutes: number, change: Partial<Start> = {}): Start => ({
  ...{ atMs: minutesAgo(minutes), version: "2.0.0", revision: "abc", node: "v24.1.0", changed: [] },
  ...change,
});
const deployment = (minutes: number, change: Partial<Deployment> = {}): Deployment => ({
  ...{ id: 1, phase: "completed", version: "2.0.1", atMs: minutesAgo(minutes) },
  ...change,
});

/** What the watcher sees, the latest start first. */
async function changes(deployments: readonly Deployment[], starts: readonly Start[]) {
  const host = recordedHost(new ManualClock(NOW_MS));
  const { looks } = watch({
    ...host,
    deployments: { ...host.deployments, list: () => deployments },
    starts: { list: () => starts },
  });
  const seen = await looks!.recentChanges!({ alert: "HighErrorRate", labels: {}, startsAtMs: NOW_MS });
  return { seen, texts: seen.map(({ text }) => text) };
}

test("deployments and starts of the last hour are told, the latest first", async () => {
  const { texts } = await changes(
    [deployment(70), deployment(12, { phase: "started", revision: "9fceb02" }), deployment(5)],
    [start(6, { version: "2.0.1", revision: "9fceb02" }), start(300)],
  );
  assert.deepEqual(texts, [
    "5 min ago: deployment of 2.0.1 complete",
    "6 min ago: the service started; version 2.0.0 → 2.0.1, revision abc → 9fceb02",
    "12 min ago: deployment of 2.0.1 (9fceb02) started",
  ]);
});

test("variables that are otherwise are told by their names, and a new Node", async () => {
  const { seen, texts } = await changes(
    [],
    [start(10, { node: "v24.2.0", changed: ["DATABASE_URL", "POOL_SIZE"] }), start(90)],
  );
  assert.deepEqual(texts, [
    "10 min ago: the service started; Node v24.1.0 → v24.2.0, environment changed: DATABASE_URL, POOL_SIZE",
  ]);
  assert.equal(seen[0]!.block, "DATABASE_URL\nPOOL_SIZE");
});

test("a service that does not stay up is told as such", async () => {
  const { texts } = await changes([], [start(1), start(3), start(5), start(7)]);
  assert.equal(texts[0], "The service started 4 times in the last hour");
  assert.equal(texts[1], "60 s ago: the service started; nothing that is known was otherwise");
});

test("of a first start nothing is said but that it was, and of a quiet hour nothing", async () => {
  assert.deepEqual((await changes([], [start(10)])).texts, ["10 min ago: the service started"]);
  assert.deepEqual((await changes([deployment(61)], [start(300)])).texts, []);
});
