import { join } from "node:path";
import { numberIn } from "../proc.ts";
import { type MemoryLimit, memoryLimit } from "./cgroup.ts";

/**
 * The memory that this process can have at most, and what of it can be had now: the machine's, or less where a control
 * group limits it. Where several do, each number is the smallest. Undefined where the system does not say.
 */
export function readMemory(root: string, groups: readonly string[]): MemoryLimit | undefined {
  const known = [machineMemory(root), ...groups.map(memoryLimit)].filter((it) => it !== undefined);
  if (known.length === 0) return undefined;
  return {
    totalBytes: Math.min(...known.map(({ totalBytes }) => totalBytes)),
    availableBytes: Math.min(...known.map(({ availableBytes }) => availableBytes)),
  };
}

function machineMemory(root: string): MemoryLimit | undefined {
  const meminfo = join(root, "proc/meminfo");
  const total = numberIn(meminfo, /^MemTotal:\s+(\d+) kB$/m);
  const available = numberIn(meminfo, /^MemAvailable:\s+(\d+) kB$/m);
  if (total === undefined || available === undefined) return undefined;
  return { totalBytes: total * 1024, availableBytes: available * 1024 };
}
