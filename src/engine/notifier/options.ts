import type { DatabaseSync } from "node:sqlite";
import type { Clock, Logger, Routing } from "../../model/index.ts";
import type { SenderOf } from "./receiver.ts";

/** What everything that grows is bounded by. */
export interface NotifierLimits {
  /** Alerts that are known at a time. Default 10,000; more are counted and left out. */
  readonly maxAlerts: number;
  /** Alerts that one message lists. Default 1,000; the others are counted in it. */
  readonly maxAlertsPerMessage: number;
  /** How long one attempt may take. Default 10,000 */
  readonly timeoutMs: number;
  /** Attempts that may be under way to one receiver. Default 4 */
  readonly attemptsAtOnce: number;
}

export const DEFAULT_LIMITS: NotifierLimits = {
  maxAlerts: 10_000,
  maxAlertsPerMessage: 1000,
  timeoutMs: 10_000,
  attemptsAtOnce: 4,
};

export interface NotifierOptions {
  readonly routing: Routing;
  /** The engine's; what the notifier knows lies in it. */
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Makes the routing's receivers ready. */
  readonly senderOf: SenderOf;
  /** Where this Farol's console is found. */
  readonly externalUrl: string;
  readonly limits?: Partial<NotifierLimits>;
  /** From 0 to below 1, for the time between attempts. Default: Math.random */
  readonly random?: () => number;
}
