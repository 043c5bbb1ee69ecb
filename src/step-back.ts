import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { basename } from "node:path";

/** How much the engine's thread is nicer than the application's: about a tenth of a core's time where both want one. */
const NICENESS = 10;

/**
 * Lets all other threads of the process go before this one. On Linux only, where a thread has a priority of its own; a
 * system that does not tell or allow it is left as it is.
 */
export function stepBack(): void {
  if (process.platform !== "linux") return;
  try {
    const thread = Number(basename(readlinkSync("/proc/thread-self")));
    setPriority(thread, NICENESS);
  } catch {
    // Whoever is refused works as well, only not as politely.
  }
}
