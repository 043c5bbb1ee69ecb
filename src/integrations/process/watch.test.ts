import assert from "node:assert/strict";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { totalmem } from "node:os";
import { describe, it } from "node:test";
import { recordedHost } from "../../../test/recorded-host.ts";
import { processes } from "./index.ts";
import { readMaxFds, readOpenFds, readVirtualBytes } from "./proc.ts";
import { watch } from "./watch.ts";

const linux = { skip: !existsSync("/proc/self/status") && "there is no /proc here" };

describe("the watcher of a process", () => {
  it("is a module that exports watch", async () => {
    const { watcher } = processes();
    assert.equal((await import(watcher!.href)).watch, watch);
  });

  it("records memory as the kernel sees it", linux, () => {
    const host = recordedHost();
    watch(host).collect();
    const status = readFileSync("/proc/self/status", "utf8");
    const bytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)![1]) * 1024;
    near(host.value("process_resident_memory_bytes")!, bytes("VmRSS"), 0.1);
    near(host.value("process_virtual_memory_bytes")!, bytes("VmSize"), 0.1);
  });

  it("counts CPU time from the process's beginning, and goes on from there", () => {
    const host = recordedHost();
    const watching = watch(host);
    watching.collect();
    const first = host.value("process_cpu_seconds_total")!;
    burn(20_000);
    watching.collect();
    const before = process.cpuUsage();
    const total = host.value("process_cpu_seconds_total")!;
    assert.ok(total >= first + 0.02);
    near(total, (before.user + before.system) / 1e6, 0.1);
    const parts =
      host.value("process_cpu_user_seconds_total")! + host.value("process_cpu_system_seconds_total")!;
    near(total, parts, 1e-9);
  });

  it("records the machine around the process too", linux, () => {
    const host = recordedHost();
    const watching = watch(host);
    watching.collect();
    const total = host.value("system_memory_total_bytes")!;
    assert.ok(total > 0 && total <= totalmem());
    watching.close();
  });

  it("counts open files, and knows how many there may be", linux, () => {
    const host = recordedHost();
    const watching = watch(host);
    watching.collect();
    const before = host.value("process_open_fds")!;
    const files = Array.from({ length: 5 }, () => openSync("/dev/null", "r"));
    watching.collect();
    assert.equal(host.value("process_open_fds"), before + 5);
    for (const file of files) closeSync(file);
    const limit = /Max open files\s+(\d+)/.exec(readFileSync("/proc/self/limits", "utf8"))![1];
    assert.equal(host.value("process_max_fds"), Number(limit));
  });

  it("knows when the process began", linux, () => {
    const host = recordedHost();
    watch(host);
    const bootSeconds = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))![1]);
    const ticks = Number(readFileSync("/proc/self/stat", "utf8").split(") ")[1]!.split(" ")[19]);
    const started = host.value("process_start_time_seconds")!;
    assert.ok(Math.abs(started - (bootSeconds + ticks / 100)) < 2.5);
  });
});

describe("what the system does not tell", () => {
  it("is undefined, not 0", () => {
    assert.equal(readVirtualBytes("/nowhere"), undefined);
    assert.equal(readOpenFds("/nowhere"), undefined);
    assert.equal(readMaxFds("/nowhere"), undefined);
  });
});

function near(actual: number, expected: number, share: number): void {
  assert.ok(Math.abs(actual - expected) <= share * expected, `${actual} is not near ${expected}`);
}

function burn(microseconds: number): void {
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if (user + system >= microseconds) return;
  }
}
