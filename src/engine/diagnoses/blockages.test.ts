import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Blockage, ThreadState } from "../watchdog/index.ts";
import { lookAtBlockages } from "./index.ts";

const file = pathToFileURL(join(process.cwd(), "src/spin.ts")).href;
const frames = ["stringify (node:internal/json:1:1)", `spin (${file}:3:1)`, "run (/srv/lib/run.js:9:2)"];
const blockage = (change: Partial<Blockage>): Blockage => ({
  ...{ sinceMs: 1_000_000, durationMs: 4200, stack: { kind: "taken", frames } },
  ...change,
});

async function look(state: ThreadState, nowMs = 1_010_000) {
  const occasion = { alert: "HighLatency", labels: {}, startsAtMs: 0 };
  return await lookAtBlockages({ lookClosely: async () => state }, () => nowMs)(occasion);
}

test("a blockage is told with where the thread is, and with its stack", async () => {
  const [now] = await look({ kind: "blocked", now: blockage({}), last: undefined });
  assert.equal(now!.text, "The event loop has been blocked for 4.2 s, in spin (src/spin.ts:3:1)");
  assert.equal(
    now!.block,
    "stringify (node:internal/json:1:1)\nspin (src/spin.ts:3:1)\nrun (/srv/lib/run.js:9:2)",
  );
});

test("one that is over is told for a quarter of an hour", async () => {
  const state: ThreadState = { kind: "running", last: blockage({ stack: { kind: "native" } }) };
  const [last] = await look(state);
  assert.match(last!.text, /was blocked for 4\.2 s at 00:16:40 UTC, in native code/);
  assert.deepEqual(await look(state, 1_004_200 + 15 * 60_000 + 1), []);
});

test("a thread that was never blocked is no news", async () => {
  assert.deepEqual(await look({ kind: "running", last: undefined }), []);
});
