import { randomUUID } from "node:crypto";
import type { DomainEvent, Listener } from "../events.ts";
import type { Clock, Log } from "../log.ts";
import type { ReviewsBus } from "../reviews-bus.ts";
import type { CallLimits } from "./limits.ts";
import { createNotifier, type Notification } from "./notifier.ts";
import { Outbox, type OutboxOptions } from "./outbox.ts";
import { createScanner } from "./scanner.ts";
import { Scanning, type ScanningOptions } from "./scanning.ts";
import type { Watch } from "./watch.ts";

export interface OutsideParts {
  readonly bus: ReviewsBus;
  readonly clock: Clock;
  readonly log: Log;
  readonly scannerUrl: string;
  readonly webhookUrl: string;
  readonly watch: Watch;
  /** Default: DEFAULT_LIMITS. */
  readonly limits?: CallLimits;
  readonly scanning?: ScanningOptions;
  readonly outbox?: OutboxOptions;
}

/** Everything that reviews tells or asks others. */
export interface Outside extends AsyncDisposable {
  /** Does what is to be done outside when something has happened here: later, and never in its way. */
  readonly hear: Listener;
}

/**
 * Begins to scan changes and to notify. Disposing of it finishes what is under way, within a few seconds.
 */
export function startOutside({ bus, clock, log, watch, limits, ...parts }: OutsideParts): Outside {
  const stack = new AsyncDisposableStack();
  const scanner = stack.use(createScanner(parts.scannerUrl, watch, limits));
  const notifier = stack.use(createNotifier(parts.webhookUrl, watch, limits));
  const scanning = new Scanning(bus, scanner, log, parts.scanning);
  const outbox = new Outbox(notifier, log, parts.outbox);
  stack.defer(async () => {
    await Promise.all([scanning[Symbol.asyncDispose](), outbox[Symbol.asyncDispose]()]);
  });
  return {
    hear(event) {
      if (event.type === "review_proposed" || event.type === "review_revised") scanning.wake();
      const notification = notificationOf(event, new Date(clock.now()));
      if (notification !== undefined) outbox.add(notification);
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function notificationOf(event: DomainEvent, now: Date): Notification | undefined {
  if (event.type !== "review_proposed" && event.type !== "review_decided") return undefined;
  const { reviewId, title, severity } = event;
  return {
    id: randomUUID(),
    type: event.type === "review_proposed" ? "review.proposed" : `review.${event.decision}`,
    occurredAt: now.toISOString(),
    review: { id: reviewId, title, severity },
  };
}
