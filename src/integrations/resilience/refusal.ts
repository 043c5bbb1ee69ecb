import type { CallOutcome } from "./metrics.ts";

/** What the libraries mark their own errors with. */
const REJECTED = ["isBrokenCircuitError", "isBulkheadRejectedError"];
const REJECTED_CODES = ["EOPENBREAKER", "ESEMLOCKED"];
/** Cancelled by a policy's signal, by the library itself, by a client's own limit, or by the operating system. */
const TIMED_OUT_NAMES = /^(?:AbortError|\w*TimeoutError)$/;
const TIMED_OUT_CODES = /^(?:ETIMEDOUT|UND_ERR_\w+_TIMEOUT)$/;

/**
 * Whether an error says that a call was not tried, or took too long. Undefined when it says neither.
 * @param canceled Why the caller itself called it off, where it did: that is no time-out, unless the caller's reason is one.
 */
export function refusalOf(error: unknown, canceled?: AbortSignal): CallOutcome | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  if (REJECTED.some((mark) => mark in error) || REJECTED_CODES.includes(String(code))) return "rejected";
  if (canceled?.aborted) return isNamed(canceled.reason, /^TimeoutError$/) ? "timeout" : undefined;
  const isTimeout =
    "isTaskCancelledError" in error ||
    isNamed(error, TIMED_OUT_NAMES) ||
    TIMED_OUT_CODES.test(String(code)) ||
    // fetch hides its client's error behind a TypeError
    (error.cause !== undefined && refusalOf(error.cause) === "timeout");
  return isTimeout ? "timeout" : undefined;
}

function isNamed(error: unknown, names: RegExp): boolean {
  return error instanceof Error && names.test(error.name);
}
