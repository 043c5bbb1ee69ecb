import type { Severity } from "../review/values.ts";
import { openEndpoint } from "./endpoint.ts";
import { type CallLimits, DEFAULT_LIMITS } from "./limits.ts";
import { createPolicies } from "./policies.ts";
import type { Watch } from "./watch.ts";

/** What is told to the webhook. */
export interface Notification {
  /** One for what happened, however often it is sent: also the idempotency key. */
  readonly id: string;
  readonly type: "review.proposed" | "review.approved" | "review.rejected";
  readonly occurredAt: string;
  readonly review: { readonly id: string; readonly title: string; readonly severity: Severity };
}

/** The webhook. Disposing of it cuts the calls that still wait. */
export interface Notifier extends AsyncDisposable {
  /**
   * Resolves when the webhook has taken it. It carries an idempotency key, so that it may be sent again.
   * @throws RefusedError, or what the connection or a policy failed with.
   */
  deliver(notification: Notification, signal: AbortSignal): Promise<void>;
  /** Calls this whenever the webhook answers again after an outage. */
  onRecovery(listener: () => void): void;
}

export function createNotifier(url: string, watch: Watch, limits: CallLimits = DEFAULT_LIMITS): Notifier {
  const endpoint = openEndpoint(url, limits.atOnce);
  const policies = createPolicies(limits);
  const { policy, breaker } = policies;
  watch(policies, { name: "notifier" });
  return {
    deliver: (notification, signal) =>
      policy.execute(async (attempt) => {
        await endpoint.post(notification, attempt.signal, { "idempotency-key": notification.id });
      }, signal),
    onRecovery: (listener) => void breaker.onReset(listener),
    [Symbol.asyncDispose]: () => endpoint[Symbol.asyncDispose](),
  };
}
