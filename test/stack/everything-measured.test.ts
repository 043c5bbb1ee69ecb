import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { missingFrom } from "farol/compile";
import { monitoring } from "../../reviews/monitoring.ts";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { loseRedis } from "./everything-measured/cache-away.ts";
import { CONTRACT } from "./everything-measured/contract.ts";
import { beginDatabaseFaults, strainDatabase } from "./everything-measured/database.ts";
import { decideReviews } from "./everything-measured/decisions.ts";
import { deploy } from "./everything-measured/deployment.ts";
import type { Observed } from "./everything-measured/observed.ts";
import { breakOutside, failOutside } from "./everything-measured/outside.ts";
import { strainProcess } from "./everything-measured/process.ts";
import { refuseRequests } from "./everything-measured/refusals.ts";
import { type Stage, setStage } from "./everything-measured/stage.ts";
import { uploadLargeReviews } from "./everything-measured/uploads.ts";

const REFERENCE = new URL("../../docs/reference/metrics.md", import.meta.url);

test("every promised metric is seen at work in one run of the service", needs("redis-server"), async () => {
  await using stack = new AsyncDisposableStack();
  const stage = await setStage(stack);
  await beginDatabaseFaults(stage);
  const notified = (await decideReviews(stage)) + (await uploadLargeReviews(stage));
  await Promise.all([breakOutside(stage, notified), otherActs(stage)]);
  await failOutside(stage);
  const { observed } = stage;
  await until("everything", async () => unseen(observed).length === 0 || undefined).catch(() => {});
  assert.deepEqual(unseen(observed), [], "never seen other than 0");
  assert.deepEqual(absent(observed), [], "in the reference and nowhere to be seen");
  const missing = missingFrom(monitoring, observed.seriesNames.join("\n")).map(({ name }) => name);
  assert.deepEqual(missing, [], "declared and not emitted");
});

async function otherActs(stage: Stage): Promise<void> {
  for (const act of [loseRedis, refuseRequests, strainDatabase, strainProcess, deploy]) await act(stage);
}

/** Which promises were not kept, as `A17 circuit_breaker_calls_total{outcome="timeout"}`. */
function unseen(observed: Observed): string[] {
  return Object.entries(CONTRACT).flatMap(([id, metrics]) =>
    Object.entries(metrics).flatMap(([name, covered]) => {
      const values = Object.entries(covered).flatMap(([label, all]) => all.map((value) => [label, value]));
      const missed = values.filter(([label, value]) => observed.highest(name, { [label!]: value! }) === 0);
      if (observed.highest(name) === 0) return [`${id} ${name}`];
      return missed.map(([label, value]) => `${id} ${name}{${label}="${value}"}`);
    }),
  );
}

/** Metrics that the reference lists and that had no series. */
function absent(observed: Observed): string[] {
  const { names } = observed;
  const listed = [...readFileSync(REFERENCE, "utf8").matchAll(/^### (\S+)$/gm)].map(([, name]) => name!);
  assert.ok(listed.length > 50);
  return listed.filter((name) => !names.has(name));
}
