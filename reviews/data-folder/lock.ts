import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../start-error.ts";

/**
 * Holds a folder for this process. A lock whose process is gone is taken over; a process is known by its id and its
 * start time, since ids come again.
 * @throws StartError when another process that runs holds it.
 */
export function takeLock(folder: string): Disposable {
  const lock = join(folder, "lock");
  const own = join(folder, `lock.${process.pid}`);
  const content = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  writeFileSync(own, content);
  try {
    while (!isLinked(own, lock)) {
      const held = readIfThere(lock);
      const pid = runningHolder(held);
      if (pid !== undefined) {
        throw new StartError(
          `The data folder ${folder} is used by another running instance (process ${pid}).`,
        );
      }
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(own);
  }
  return {
    [Symbol.dispose]: () => {
      if (readIfThere(lock) === content) rmSync(lock);
    },
  };
}

/** A link appears whole or not at all, unlike a file that is written. */
function isLinked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function runningHolder(held: string | undefined): number | undefined {
  if (held === undefined) return undefined;
  const { pid, started } = parse(held);
  return pid !== undefined && startOf(pid) === started && isAlive(pid) ? pid : undefined;
}

function parse(held: string): { pid?: number; started?: string | undefined } {
  try {
    return JSON.parse(held);
  } catch {
    return {};
  }
}

/** Clock ticks from boot to the process' start (proc(5), stat, field 22); undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
