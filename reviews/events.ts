import type { Severity } from "./review/values.ts";

/** What happened, told once it is certain. A command that is rolled back or replayed tells nothing. */
export type DomainEvent =
  | { readonly type: "user_registered" }
  | { readonly type: "sign_in_attempted"; readonly outcome: "success" | "failure" }
  | { readonly type: "review_proposed"; readonly severity: Severity }
  | {
      readonly type: "review_decided";
      readonly decision: "approved" | "rejected";
      readonly latencySeconds: number;
    };
