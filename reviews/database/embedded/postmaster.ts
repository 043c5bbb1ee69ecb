import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 20;

/** A running server, known by its process. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string | undefined;
}

/** The server that runs on this cluster, as its own pid file says; undefined when there is none. */
export function runningOn(cluster: string): Postmaster | undefined {
  const lines = readIfThere(join(cluster, "postmaster.pid"))?.split("\n");
  if (lines === undefined) return undefined;
  const pid = Number(lines[0]);
  // after a reboot the id may be another process', which must not be touched
  const command = readIfThere(`/proc/${pid}/cmdline`);
  if (command === undefined || !command.split("\0").includes(cluster)) return undefined;
  return { pid, socketFolder: lines[4] };
}

/** Ends a server: at first orderly, then by force. Resolves when its process is gone. */
export async function stop({ pid }: Pick<Postmaster, "pid">): Promise<void> {
  for (const [signal, patienceMs] of [
    ["SIGINT", 2500],
    ["SIGQUIT", 1000],
    ["SIGKILL", 1000],
  ] as const) {
    if (!send(pid, signal)) return;
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += POLL_MS) {
      await delay(POLL_MS);
      if (!isRunning(pid)) return;
    }
  }
}

/** A process that has ended counts as running for kill(2) until its parent asks for it: an orphan's may never do. */
function isRunning(pid: number): boolean {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return send(pid, 0) && !stat?.includes(") Z ");
}

/** Sends a signal; false when there is no such process. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
