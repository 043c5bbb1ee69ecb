import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Evidence } from "../src/model/index.ts";

const application = fileURLToPath(new URL("./diagnosed-application.fixture.ts", import.meta.url));

/** What diagnoses find of an application whose main thread does this. */
async function evidenceOf(how: "spin" | "burn" | "sleep" | "idle") {
  const child = fork(application, [how], { execArgv: [] });
  const exited = once(child, "exit");
  const [[busy, blockages]] = (await once(child, "message")) as [Evidence[]];
  assert.deepEqual(await exited, [0, null]);
  assert.ok(busy?.outcome === "found");
  return { busy: busy.observations, blockages };
}

test("of a thread that is blocked by a loop, the function is named, with its place and stack", async () => {
  const { busy, blockages } = await evidenceOf("spin");
  assert.match(busy[0]!.text, /^Busy for (?:9\d|100) % of /);
  assert.match(busy[1]!.text, /^\d+ % spinForTest \(test\/diagnosed-application\.fixture\.ts:\d+\)/);
  assert.match(busy[1]!.block!, /application \(test\/diagnosed-application\.fixture\.ts:\d+\)/);
  assert.ok(blockages?.outcome === "found");
  assert.match(blockages.observations[0]!.text, /blocked for \d\.\d s, in spinForTest \(test\/diagnosed/);
});

test("of a thread that is busy but turns, the functions are named by what they take", async () => {
  const { busy, blockages } = await evidenceOf("burn");
  assert.ok(busy.some(({ text }) => /^\d+ % burnForTest \(test\/diagnosed-application/.test(text)));
  assert.equal(blockages?.outcome, "nothing");
});

test("a thread that waits in a call is called so", async () => {
  const { busy, blockages } = await evidenceOf("sleep");
  assert.match(busy[0]!.text, /no sign for 2\.0 s: it is in native code, or in a call such as execSync/);
  assert.ok(blockages?.outcome === "found");
  assert.match(blockages.observations[0]!.text, /native code/);
});

test("a thread that waits for events is not busy", async () => {
  const { busy } = await evidenceOf("idle");
  assert.match(busy[0]!.text, /^Busy for \d+ % of .*: most of the time it waits for events$/);
});
