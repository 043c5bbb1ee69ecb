import type { DomainEvent } from "./events.ts";
import type { Metrics } from "./metrics.ts";

type Recorders = {
  readonly [T in DomainEvent["type"]]: (event: Extract<DomainEvent, { type: T }>) => void;
};

/** Writes what happens in the domain into metrics. */
export function domainRecorder(metrics: Metrics): (event: DomainEvent) => void {
  const decided = { approved: metrics.reviewsApproved, rejected: metrics.reviewsRejected };
  const record: Recorders = {
    user_registered: () => metrics.registrations.inc(),
    sign_in_attempted: ({ outcome }) => metrics.authenticationAttempts.inc({ outcome }),
    review_proposed({ severity }) {
      metrics.reviewsPending.add(1);
      metrics.reviewsCreated.inc({ severity });
    },
    review_revised() {},
    review_decided({ decision, latencySeconds }) {
      metrics.reviewsPending.add(-1);
      metrics.decisionLatency.observe(latencySeconds);
      decided[decision].inc();
    },
  };
  return (event) => (record[event.type] as (event: DomainEvent) => void)(event);
}
