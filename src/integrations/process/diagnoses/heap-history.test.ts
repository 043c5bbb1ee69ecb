import assert from "node:assert/strict";
import { test } from "node:test";
import { getHeapSpaceStatistics } from "node:v8";
import { ManualClock } from "../../../model/index.ts";
import { HeapHistory } from "./heap-history.ts";

const occasion = { alert: "HighMemoryUsage", labels: {}, startsAtMs: 0 };
const MEBIBYTE = 1024 ** 2;

function largeObjectBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === "large_object_space")!
    .space_used_size;
}

test("memory is told as a whole and by what grew most, with how much and in what time", async () => {
  const clock = new ManualClock();
  const history = new HeapHistory(clock);
  history.note();
  const before = largeObjectBytes();
  const grown = Array.from({ length: 3 }, () => new Array(2 * MEBIBYTE).fill(0.5));
  clock.advance(600_000);
  const [whole, most, ...others] = await history.look(occasion);
  assert.match(
    whole!.text,
    /^Heap: \d+ MiB of at most [\d,]+ MiB \(\d+ %\), \+\d+ MiB in 10 min; the process has \d+ MiB/,
  );
  assert.match(most!.text, /^large_object space: \d+ MiB, \+\d+ MiB in 10 min$/);
  assert.ok(Number(most!.details!.grownBytes) >= largeObjectBytes() - before - MEBIBYTE);
  assert.ok(others.length <= 3);
  assert.equal(grown.length, 3);
});

test("buffers outside of the heap are told, too", async () => {
  const clock = new ManualClock();
  const history = new HeapHistory(clock);
  history.note();
  const buffer = Buffer.alloc(64 * MEBIBYTE, 1);
  clock.advance(120_000);
  const [, most] = await history.look(occasion);
  assert.match(most!.text, /^outside the heap \(buffers and the like\): \d+ MiB, \+6\d MiB in 2 min$/);
  assert.equal(buffer[0], 1);
});

test("before a minute has passed nothing is said of growth, and what is older than half an hour is forgotten", async () => {
  const clock = new ManualClock();
  const history = new HeapHistory(clock);
  history.note();
  clock.advance(59_999);
  const [young] = await history.look(occasion);
  assert.doesNotMatch(young!.text, / in \d/);
  for (let minute = 0; minute < 100; minute++) {
    clock.advance(60_000);
    history.note();
  }
  assert.match((await history.look(occasion))[0]!.text, / in 30 min;/);
});
