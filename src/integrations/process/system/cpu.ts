import { join } from "node:path";
import type { Clock } from "../../../model/index.ts";
import { textOf } from "../proc.ts";
import { type CpuLimit, cpuLimit } from "./cgroup.ts";

interface Reading {
  readonly atSeconds: number;
  readonly machine: MachineTime | undefined;
  /** One for each control group; undefined for those without a limit. */
  readonly groups: readonly (CpuLimit | undefined)[];
}

/** Time of all cores since the machine began, in ticks of the kernel. */
interface MachineTime {
  readonly busy: number;
  readonly total: number;
  readonly cores: number;
}

/**
 * Returns what tells the share of CPU time, 0 to 1, that was in use since it was called last: of the machine, or of the
 * control group that is nearest to its limit when one has a limit. Undefined where the system does not say.
 */
export function cpuUsageMeter(
  clock: Clock,
  root: string,
  groups: readonly string[],
): () => number | undefined {
  const read = (): Reading => ({
    atSeconds: clock.monotonic() / 1000,
    machine: machineTime(root),
    groups: groups.map(cpuLimit),
  });
  let last = read();
  return () => {
    const now = read();
    const usage = usageBetween(last, now);
    last = now;
    return usage;
  };
}

function usageBetween(last: Reading, now: Reading): number | undefined {
  const cores = now.machine?.cores ?? Number.POSITIVE_INFINITY;
  const shares = now.groups.flatMap((limit, i) => {
    const before = last.groups[i];
    if (limit === undefined || before === undefined) return [];
    const possible = Math.min(limit.cores, cores) * (now.atSeconds - last.atSeconds);
    return share(limit.usedSeconds - before.usedSeconds, possible) ?? [];
  });
  if (shares.length > 0) return Math.max(...shares);
  if (last.machine === undefined || now.machine === undefined) return undefined;
  return share(now.machine.busy - last.machine.busy, now.machine.total - last.machine.total);
}

/** Kept within 0 to 1: a group may exceed its limit in a burst, and the kernel's iowait may go back (proc_stat(5)). */
function share(used: number, possible: number): number | undefined {
  return possible > 0 ? Math.min(1, Math.max(0, used / possible)) : undefined;
}

/** From `/proc/stat`. Guests' time is part of `user` already, so only the first eight columns count. */
function machineTime(root: string): MachineTime | undefined {
  const text = textOf(join(root, "proc/stat")) ?? "";
  const columns = /^cpu +(.*)$/m.exec(text)?.[1]?.split(" ").slice(0, 8).map(Number);
  if (columns === undefined) return undefined;
  const [, , , idle = 0, iowait = 0] = columns;
  const total = columns.reduce((sum, ticks) => sum + ticks, 0);
  return { busy: total - idle - iowait, total, cores: text.match(/^cpu\d/gm)?.length ?? 1 };
}
