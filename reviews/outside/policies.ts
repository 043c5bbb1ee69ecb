import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import { RefusedError } from "./endpoint.ts";
import type { CallLimits } from "./limits.ts";

const BACKOFF_GROWTH = 20;

/**
 * The policies around calls that may be repeated, outermost first: bulkhead, retry, circuit breaker, time-out. The
 * breaker is within the retry, so that it sees each attempt and ends the retries of all calls when it opens.
 */
export function createPolicies(limits: CallLimits) {
  const { backoffMs } = limits;
  const again = retry(handleWhen(isTransient), {
    maxAttempts: limits.retries,
    backoff: new ExponentialBackoff({ initialDelay: backoffMs, maxDelay: backoffMs * BACKOFF_GROWTH }),
  });
  const breaker = circuitBreaker(handleWhen(isTransient), {
    breaker: new ConsecutiveBreaker(limits.breakAfter),
    halfOpenAfter: limits.halfOpenAfterMs,
  });
  const policy = wrap(
    bulkhead(limits.atOnce, limits.queued),
    again,
    breaker,
    timeout(limits.timeoutMs, TimeoutStrategy.Aggressive),
  );
  return { policy, breaker, retry: again };
}

export type Policies = ReturnType<typeof createPolicies>;

/** Whether trying again may help: not where we refused to try, nor where the other side understood and will not. */
export function isTransient(error: unknown): boolean {
  if (isBrokenCircuitError(error) || isBulkheadRejectedError(error)) return false;
  return !isFinal(error);
}

/** Bad Request, Content Too Large, Unprocessable Content. Others, such as 401 or 404, are about all calls. */
const FINAL = [400, 413, 422];

/** Whether the other side has said that this very call is wrong, and always will be. */
export function isFinal(error: unknown): boolean {
  return error instanceof RefusedError && FINAL.includes(error.status);
}
