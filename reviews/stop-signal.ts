import type { Clock } from "./log.ts";

/** npm passes on the signal that the terminal has sent to us too: two within this time are one. */
const ECHO_MS = 500;

/**
 * Aborts on the first SIGINT or SIGTERM. A second one ends the process at once.
 */
export function stopSignal(clock: Clock): AbortSignal {
  const stopping = new AbortController();
  let firstMs = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (!stopping.signal.aborted) {
        firstMs = clock.monotonic();
        stopping.abort();
      } else if (clock.monotonic() - firstMs > ECHO_MS) process.exit(130);
    });
  }
  return stopping.signal;
}
