import type { Place } from "./place.ts";

/** A page that says what to do. */
export interface Runbook {
  readonly kind: "runbook";
  /** `RB-006`: what it is called. */
  readonly id: string;
  readonly title: string;
  /** The page, from the folder of runbooks: `RB-006-database-pool-exhausted.md`. */
  readonly page: string;
  readonly place: Place;
}
