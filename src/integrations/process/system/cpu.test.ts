import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { test } from "node:test";
import { ManualClock, systemClock } from "../../../model/index.ts";
import { controlGroups } from "./cgroup.ts";
import { cpuUsageMeter } from "./cpu.ts";
import { cpuTimes, group, inGroup, type Machine, machine } from "./machine.fixture.ts";

function metered(here: Machine) {
  const clock = new ManualClock();
  const usage = cpuUsageMeter(clock, here.root, controlGroups(here.root));
  return {
    /** The usage after a second in which these files have changed. */
    after(files: Readonly<Record<string, string>>): number | undefined {
      clock.advance(1000);
      here.write(files);
      return usage();
    },
  };
}

function cpuGroup(path: string, max: string, usedSeconds: number): Record<string, string> {
  return group(path, { "cpu.max": max, "cpu.stat": `usage_usec ${usedSeconds * 1e6}` });
}

test("without a limit, usage is the share of the machine's time since the last look", () => {
  using here = machine(cpuTimes(1000, 1000));
  const { after } = metered(here);
  assert.equal(after(cpuTimes(1050, 1150)), 0.25);
  assert.equal(after(cpuTimes(1250, 1150)), 1);
});

test("in a container with a limit, usage is the share of that limit, whatever the machine does", () => {
  using here = machine({ ...inGroup("/"), ...cpuTimes(100, 100), ...cpuGroup("", "50000 100000", 10) });
  const { after } = metered(here);
  assert.equal(after({ ...cpuTimes(300, 100), ...cpuGroup("", "50000 100000", 10.25) }), 0.5);
});

test("of nested groups the one that is nearest to its limit counts", () => {
  const files = (service: number, slice: number) => ({
    ...cpuGroup("/a.slice/b.service", "100000 100000", service),
    ...cpuGroup("/a.slice", "200000 100000", slice),
  });
  using here = machine({ ...inGroup("/a.slice/b.service"), ...cpuTimes(100, 100), ...files(5, 50) });
  assert.equal(metered(here).after(files(5.25, 51.5)), 0.75);
});

test("a limit beyond the machine's cores is the machine's cores", () => {
  using here = machine({ ...inGroup("/"), ...cpuTimes(100, 100), ...cpuGroup("", "800000 100000", 1) });
  assert.equal(metered(here).after(cpuGroup("", "800000 100000", 2)), 0.5);
});

test("a limit that is set while the process runs counts from the next look on", () => {
  using here = machine({ ...inGroup("/"), ...cpuTimes(100, 100), ...cpuGroup("", "max 100000", 1) });
  const { after } = metered(here);
  assert.equal(after({ ...cpuTimes(150, 150), ...cpuGroup("", "100000 100000", 1) }), 0.5);
  assert.equal(after(cpuGroup("", "100000 100000", 1.75)), 0.75);
});

test("usage stays within 0 and 1, and is unknown while no time has passed", () => {
  using here = machine({ ...inGroup("/"), ...cpuTimes(100, 100), ...cpuGroup("", "100000 100000", 1) });
  const { after } = metered(here);
  assert.equal(after(cpuGroup("", "100000 100000", 9)), 1);
  assert.equal(after(cpuGroup("", "100000 100000", 8)), 0);
  using unlimited = machine(cpuTimes(100, 100));
  const meter = metered(unlimited);
  assert.equal(meter.after({}), undefined);
  assert.equal(meter.after(cpuTimes(200, 90)), 1);
});

test("what the system does not tell is undefined", () => {
  using here = machine();
  assert.equal(metered(here).after({}), undefined);
});

const linux = { skip: !existsSync("/proc/stat") && "there is no /proc here" };

test("on the real machine, usage holds at least what this process has burned of its cores", linux, () => {
  const startMs = systemClock.monotonic();
  const usage = cpuUsageMeter(systemClock, "/", []);
  burn(0.3);
  const possible = ((systemClock.monotonic() - startMs) / 1000) * cpus().length;
  const measured = usage()!;
  // The kernel counts in ticks of 10 ms.
  assert.ok(measured <= 1 && measured > 0.3 / possible - 0.1, `${measured} is not ${0.3 / possible} or more`);
});

function burn(seconds: number): void {
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if (user + system >= seconds * 1e6) return;
  }
}
