import { FarolError } from "../../../model/index.ts";
import type { Sent } from "../receiver.ts";

/** One attempt that ends in time, whatever it waits for, and never rejects. */
export async function settled(
  attempt: (signal: AbortSignal) => Promise<Sent>,
  stop: AbortSignal,
  timeoutMs: number,
): Promise<Sent> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
  const over = Promise.withResolvers<never>();
  // First come those answers whose body alone was waited for: their status was heard, and it counts.
  const end = () => setImmediate(() => over.reject(signal.reason));
  signal.addEventListener("abort", end, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([attempt(signal), over.promise]);
  } catch (error) {
    return { outcome: "retry", reason: reasonOf(error, signal, timeoutMs) };
  } finally {
    signal.removeEventListener("abort", end);
  }
}

/** Only Farol's own errors are told in their words: those of others may hold addresses. */
function reasonOf(error: unknown, signal: AbortSignal, timeoutMs: number): string {
  if (error instanceof FarolError) return error.message;
  if (!signal.aborted) return `the message could not be made (${(error as Error).name})`;
  const isLate = (signal.reason as Error).name === "TimeoutError";
  return isLate ? `no answer within ${timeoutMs / 1_000} s` : "stopped before there was an answer";
}
