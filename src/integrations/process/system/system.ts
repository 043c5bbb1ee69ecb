import type { Host } from "../../../model/index.ts";
import { controlGroups } from "./cgroup.ts";
import { cpuUsageMeter } from "./cpu.ts";
import { DiskMeter } from "./disk.ts";
import { readMemory } from "./memory.ts";
import { systemCpuUsage, systemMemoryAvailable, systemMemoryTotal } from "./metrics.ts";
import { trafficMeter } from "./network.ts";

/**
 * Watches the machine, or the container, that the process runs in. What the system does not tell stays absent.
 * @param root where the system's own files are; another folder than `/` for tests.
 */
export function watchSystem(host: Host, root = "/") {
  const { recorder, clock } = host;
  const groups = controlGroups(root);
  const cpuUsage = cpuUsageMeter(clock, root, groups);
  const countTraffic = trafficMeter(host, root);
  const disks = new DiskMeter(host, root);
  // Disks answer later, so they are asked before the first tick wants to know.
  void disks.measure();
  return {
    collect() {
      const usage = cpuUsage();
      if (usage !== undefined) recorder.gauge(systemCpuUsage).set(usage);
      const memory = readMemory(root, groups);
      if (memory !== undefined) {
        recorder.gauge(systemMemoryTotal).set(memory.totalBytes);
        recorder.gauge(systemMemoryAvailable).set(memory.availableBytes);
      }
      countTraffic();
      void disks.measure();
    },
    close: () => disks.close(),
  };
}
