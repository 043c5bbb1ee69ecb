import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { ManualClock } from "../../../model/index.ts";
import { cpuTimes, GIB, group, inGroup, MEMINFO, MIB, machine } from "./machine.fixture.ts";
import { systemMetrics } from "./metrics.ts";
import { watchSystem } from "./system.ts";

test("a container's own limits are recorded, not the machine's", () => {
  const limits = (used: number) =>
    group("", {
      "memory.max": String(GIB),
      "memory.current": String(100 * MIB),
      "cpu.max": "100000 100000",
      "cpu.stat": `usage_usec ${used}`,
    });
  using here = machine({ ...MEMINFO, ...inGroup("/"), ...cpuTimes(100, 100), ...limits(1_000_000) });
  const clock = new ManualClock();
  const host = recordedHost(clock);
  const watching = watchSystem(host, here.root);
  clock.advance(15_000);
  here.write(limits(4_000_000));
  watching.collect();
  assert.equal(host.value("system_cpu_usage_ratio"), 0.2);
  assert.equal(host.value("system_memory_total_bytes"), GIB);
  assert.equal(host.value("system_memory_available_bytes"), GIB - 100 * MIB);
  watching.close();
});

test("on a system that tells nothing, everything stays absent", async () => {
  using here = machine();
  const host = recordedHost();
  const watching = watchSystem(host, here.root);
  watching.collect();
  await nextTurn();
  assert.deepEqual(
    systemMetrics.flatMap(({ name }) => host.series(name)),
    [],
  );
  watching.close();
});
