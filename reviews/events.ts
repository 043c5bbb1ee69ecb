import type { Log } from "./log.ts";
import type { Severity } from "./review/values.ts";

/** The review that something happened to. */
interface OfReview {
  readonly reviewId: string;
  readonly title: string;
  readonly severity: Severity;
}

/** What happened, told once it is certain. A command that is rolled back or replayed tells nothing. */
export type DomainEvent =
  | { readonly type: "user_registered" }
  | { readonly type: "sign_in_attempted"; readonly outcome: "success" | "failure" }
  | ({ readonly type: "review_proposed" } & OfReview)
  | { readonly type: "review_revised"; readonly reviewId: string }
  | ({
      readonly type: "review_decided";
      readonly decision: "approved" | "rejected";
      readonly latencySeconds: number;
    } & OfReview);

export type Listener = (event: DomainEvent) => void;

/** Tells several listeners what happened, in the order in which they came. */
export interface Announcer {
  readonly announce: Listener;
  listen(listener: Listener): void;
}

/** A listener that throws is logged: what it is told of has happened all the same. */
export function createAnnouncer(log: Log): Announcer {
  const listeners: Listener[] = [];
  return {
    listen: (listener) => void listeners.push(listener),
    announce(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (err) {
          log.error({ err, event: event.type }, "a listener failed");
        }
      }
    },
  };
}
