import { join } from "node:path";
import { numberIn, textOf } from "../proc.ts";
import { readMounts } from "./mounts.ts";

/**
 * The folders of the control groups (version 2) that this process is in: from the outermost that can be seen to its
 * own. A limit of any of them holds for the process. Empty where there are none.
 */
export function controlGroups(root: string): readonly string[] {
  const own = /^0::(.*)$/m.exec(textOf(join(root, "proc/self/cgroup")) ?? "")?.[1];
  const mount = readMounts(root).find(({ type }) => type === "cgroup2");
  if (own === undefined || mount === undefined) return [];
  const top = join(root, mount.point);
  const names = withinMount(own, mount.root).split("/").filter(Boolean);
  return [top, ...names.map((_, i) => join(top, ...names.slice(0, i + 1)))];
}

/** The mount shows the hierarchy from its own root on; a group outside of that, which begins with `/..`, is not seen. */
function withinMount(group: string, mountRoot: string): string {
  if (mountRoot === "/") return group.startsWith("/..") ? "" : group;
  return group === mountRoot || group.startsWith(`${mountRoot}/`) ? group.slice(mountRoot.length) : "";
}

/** The memory that a group may have, and how much of it is left. */
export interface MemoryLimit {
  readonly totalBytes: number;
  readonly availableBytes: number;
}

/** The memory limit of a group; undefined when it has none. */
export function memoryLimit(group: string): MemoryLimit | undefined {
  const totalBytes = numberIn(`${group}/memory.max`, /^(\d+)$/m);
  if (totalBytes === undefined) return undefined;
  const current = numberIn(`${group}/memory.current`, /^(\d+)$/m) ?? 0;
  // Page cache that nobody used lately is dropped before the limit hurts, so it counts as available (as in kubelet).
  const droppable = numberIn(`${group}/memory.stat`, /^inactive_file (\d+)$/m) ?? 0;
  const used = Math.max(0, current - droppable);
  return { totalBytes, availableBytes: Math.max(0, totalBytes - used) };
}

/** How many cores' time a group may use, which may be a fraction, and what it has used so far. */
export interface CpuLimit {
  readonly cores: number;
  readonly usedSeconds: number;
}

/** The CPU limit of a group; undefined when it has none. */
export function cpuLimit(group: string): CpuLimit | undefined {
  const [, quota, period] = /^(\d+) (\d+)$/m.exec(textOf(`${group}/cpu.max`) ?? "") ?? [];
  const usedMicroseconds = numberIn(`${group}/cpu.stat`, /^usage_usec (\d+)$/m);
  if (quota === undefined || usedMicroseconds === undefined) return undefined;
  return { cores: Number(quota) / Number(period), usedSeconds: usedMicroseconds / 1e6 };
}
