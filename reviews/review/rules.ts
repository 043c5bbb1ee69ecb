import { err, ok, type Result } from "neverthrow";
import { type Failure, failure } from "../errors.ts";
import type { Actor } from "../identity/roles.ts";
import type { ReviewRow } from "./view.ts";

type Rule = (review: ReviewRow) => Result<ReviewRow, Failure>;

/** A decided review stays as it is. */
export const isPending: Rule = (review) =>
  review.status === "pending"
    ? ok(review)
    : err(failure("already_decided", `This review has been ${review.status} already.`));

/** Nobody decides a change that they proposed themselves. */
export const isNotOwn =
  (actor: Actor): Rule =>
  (review) =>
    review.proposerId === actor.id
      ? err(failure("forbidden", "You proposed this change, so somebody else decides it."))
      : ok(review);

/** Only who proposed a change may revise it. */
export const isOwn =
  (actor: Actor): Rule =>
  (review) =>
    review.proposerId === actor.id
      ? ok(review)
      : err(failure("forbidden", "Only the one who proposed this change may revise it."));

/** What the caller saw is what there is. Undefined says that the caller does not mind. */
export const isVersion =
  (seen: number | undefined): Rule =>
  (review) =>
    seen === undefined || seen === review.version
      ? ok(review)
      : err(failure("stale", `You saw version ${seen}, this review is at version ${review.version}.`));
