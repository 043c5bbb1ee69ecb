import type { DomainEvent } from "./events.ts";
import type { Metrics } from "./metrics.ts";

/** Writes what happened in the domain into metrics: each kind of event in one place. */
export function recordDomainEvent(metrics: Metrics, event: DomainEvent): void {
  switch (event.type) {
    case "user_registered":
      return metrics.registrations.inc({});
    case "sign_in_attempted":
      return metrics.authenticationAttempts.inc({ outcome: event.outcome });
    case "review_proposed":
      metrics.reviewsPending.add({}, 1);
      return metrics.reviewsCreated.inc({ severity: event.severity });
    case "review_decided":
      metrics.reviewsPending.add({}, -1);
      metrics.decisionLatency.observe({}, event.latencySeconds);
      if (event.decision === "approved") return metrics.reviewsApproved.inc({});
      return metrics.reviewsRejected.inc({});
  }
}
