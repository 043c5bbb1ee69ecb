import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedHost } from "../../../test/recorded-host.ts";
import type { Deployment, DeploymentLog, DeploymentPhase } from "../../model/index.ts";
import { deployments as integration } from "./index.ts";
import { watch } from "./watch.ts";

/** A log of which nothing is asked but its totals, and whose events the test tells. */
function logWith(totals: Readonly<Record<DeploymentPhase, number>>) {
  const listeners = new Set<(deployment: Deployment) => void>();
  const log: DeploymentLog = {
    list: () => [],
    total: (phase) => totals[phase],
    onRecorded(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const tell = (phase: DeploymentPhase) => {
    for (const listener of listeners) listener({ id: 1, phase, version: "2", atMs: 0 });
  };
  return { log, tell };
}

function counts({ value }: ReturnType<typeof recordedHost>) {
  const phases: readonly DeploymentPhase[] = ["started", "completed", "rolled_back"];
  return phases.map((phase) => value("deployments_total", { phase }));
}

test("the watcher is a module that exports watch", async () => {
  assert.equal((await import(integration().watcher!.href)).watch, watch);
});

test("every phase is counted from 0, and each event that is recorded adds one", () => {
  const host = recordedHost();
  const { log, tell } = logWith({ started: 0, completed: 0, rolled_back: 0 });
  const watching = watch({ ...host, deployments: log });
  assert.deepEqual(counts(host), [0, 0, 0]);
  tell("started");
  tell("rolled_back");
  tell("started");
  assert.deepEqual(counts(host), [2, 0, 1]);
  watching.close();
  tell("started");
  assert.deepEqual(counts(host), [2, 0, 1]);
});

test("the counter goes on where it was before a restart", () => {
  const host = recordedHost();
  const { log, tell } = logWith({ started: 12, completed: 11, rolled_back: 1 });
  watch({ ...host, deployments: log });
  tell("completed");
  assert.deepEqual(counts(host), [12, 12, 1]);
});

test("the build that runs is told, and no other", () => {
  const host = recordedHost();
  const { log } = logWith({ started: 0, completed: 0, rolled_back: 0 });
  const build = { version: "2.0.1", revision: "9fceb02" };
  watch({ ...host, build, deployments: log }).collect();
  assert.deepEqual(host.series("deployment_info"), [build]);
  assert.equal(host.value("deployment_info", build), 1);
});
