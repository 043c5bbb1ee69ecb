import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { freemem, totalmem } from "node:os";
import { test } from "node:test";
import { controlGroups } from "./cgroup.ts";
import { GIB, group, inGroup, MEMINFO, MIB, machine } from "./machine.fixture.ts";
import { readMemory } from "./memory.ts";

const SLICE = "/app.slice";
const SERVICE = "/app.slice/reviews.service";

function memoryOf(files: Readonly<Record<string, string>>) {
  using here = machine(files);
  return readMemory(here.root, controlGroups(here.root));
}

function limited(path: string, max: number, current: number): Record<string, string> {
  return group(path, { "memory.max": String(max), "memory.current": String(current) });
}

test("without a limit, memory is the machine's", () => {
  const machines = { totalBytes: 8 * GIB, availableBytes: 6 * GIB };
  assert.deepEqual(memoryOf(MEMINFO), machines);
  const unlimited = group("", { "memory.max": "max", "memory.current": String(GIB) });
  assert.deepEqual(memoryOf({ ...MEMINFO, ...inGroup("/"), ...unlimited }), machines);
});

test("in a container, memory is what the container may have", () => {
  const memory = memoryOf({ ...MEMINFO, ...inGroup("/"), ...limited("", 512 * MIB, 128 * MIB) });
  assert.deepEqual(memory, { totalBytes: 512 * MIB, availableBytes: 384 * MIB });
});

test("of nested groups the tightest counts: the smallest limit, and the smallest rest", () => {
  const memory = memoryOf({
    ...MEMINFO,
    ...inGroup(SERVICE),
    ...limited(SERVICE, 512 * MIB, 100 * MIB),
    ...limited(SLICE, 1024 * MIB, 1000 * MIB),
  });
  assert.deepEqual(memory, { totalBytes: 512 * MIB, availableBytes: 24 * MIB });
});

test("a limit beyond what the machine has changes nothing", () => {
  const memory = memoryOf({ ...MEMINFO, ...inGroup("/"), ...limited("", 64 * GIB, GIB) });
  assert.deepEqual(memory, { totalBytes: 8 * GIB, availableBytes: 6 * GIB });
});

test("a group that is over its limit for a moment has nothing left, not less", () => {
  const memory = memoryOf({ ...MEMINFO, ...inGroup("/"), ...limited("", MIB, 2 * MIB) });
  assert.equal(memory?.availableBytes, 0);
});

test("what the system does not tell is undefined", () => {
  assert.equal(memoryOf({}), undefined);
  assert.equal(memoryOf({ "proc/meminfo": "MemTotal: 5 kB\n" }), undefined);
});

const linux = { skip: !existsSync("/proc/meminfo") && "there is no /proc here" };

test("the real machine's memory is what the operating system says", linux, () => {
  const memory = readMemory("/", [])!;
  assert.equal(memory.totalBytes, totalmem());
  assert.ok(Math.abs(memory.availableBytes - freemem()) < 0.05 * memory.totalBytes);
});
