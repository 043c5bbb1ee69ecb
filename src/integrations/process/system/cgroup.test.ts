import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { controlGroups, cpuLimit, memoryLimit } from "./cgroup.ts";
import { group, inGroup, MIB, machine } from "./machine.fixture.ts";

/** The groups of a process, as paths below where they are mounted. */
function groupsOf(files: Readonly<Record<string, string>>): readonly string[] {
  using here = machine(files);
  const top = join(here.root, "sys/fs/cgroup");
  return controlGroups(here.root).map((folder) => folder.slice(top.length));
}

test("a process in a container sees its own group as the only one", () => {
  assert.deepEqual(groupsOf(inGroup("/")), [""]);
});

test("a process of the host is in its own group and in all that hold it, the outermost first", () => {
  assert.deepEqual(groupsOf(inGroup("/system.slice/reviews.service")), [
    "",
    "/system.slice",
    "/system.slice/reviews.service",
  ]);
});

test("where a part of the hierarchy is mounted, groups are found below that part", () => {
  const pod = "/kubepods.slice/pod1";
  assert.deepEqual(groupsOf(inGroup(`${pod}/container`, pod)), ["", "/container"]);
  assert.deepEqual(groupsOf(inGroup(pod, pod)), [""]);
});

test("a group that cannot be seen from here leaves what is mounted", () => {
  assert.deepEqual(groupsOf(inGroup("/../other")), [""]);
  assert.deepEqual(groupsOf(inGroup("/kubepods.slice/pod10", "/kubepods.slice/pod1")), [""]);
});

test("without control groups of version 2 there are none", () => {
  assert.deepEqual(groupsOf({}), []);
  const onlyVersion1 = "4:memory:/app\n3:cpu:/app\n";
  assert.deepEqual(groupsOf({ ...inGroup("/"), "proc/self/cgroup": onlyVersion1 }), []);
  assert.deepEqual(groupsOf({ "proc/self/cgroup": "0::/\n" }), []);
});

test("a group without limits has none, whether it says max or has no such file", () => {
  using here = machine(group("", { "memory.max": "max", "memory.current": "5", "cpu.max": "max 100000" }));
  const folder = join(here.root, "sys/fs/cgroup");
  assert.deepEqual([memoryLimit(folder), cpuLimit(folder)], [undefined, undefined]);
  assert.deepEqual([memoryLimit("/nowhere"), cpuLimit("/nowhere")], [undefined, undefined]);
});

test("a memory limit leaves what is not in use, and page cache that can be dropped", () => {
  using here = machine(
    group("", {
      "memory.max": String(100 * MIB),
      "memory.current": String(70 * MIB),
      "memory.stat": `anon ${40 * MIB}\nfile ${30 * MIB}\ninactive_file ${20 * MIB}\nactive_file ${10 * MIB}`,
    }),
  );
  const limit = memoryLimit(join(here.root, "sys/fs/cgroup"));
  assert.deepEqual(limit, { totalBytes: 100 * MIB, availableBytes: 50 * MIB });
});

test("a CPU limit is a number of cores, with what was used of them", () => {
  using here = machine(
    group("", { "cpu.max": "150000 100000", "cpu.stat": "usage_usec 2500000\nuser_usec 2000000" }),
  );
  assert.deepEqual(cpuLimit(join(here.root, "sys/fs/cgroup")), { cores: 1.5, usedSeconds: 2.5 });
});
