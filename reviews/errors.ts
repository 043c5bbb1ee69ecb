/** Everything that can go wrong for a caller: the closed set behind `errors_total{kind}` and every problem's `type`. */
export const FAILURE_KINDS = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "email_taken",
  "already_decided",
  "stale",
  "too_large",
  "unsupported_media_type",
  "key_reused",
  "precondition_required",
  "rate_limited",
  "overloaded",
  "unavailable",
  "internal",
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** One value that breaks a rule: where it stands in the input, and the rule. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** Why a command or a query has no answer. Safe to show to the caller as it is. */
export type Failure =
  | { readonly kind: "invalid"; readonly detail: string; readonly issues: readonly Issue[] }
  | { readonly kind: Exclude<FailureKind, "invalid">; readonly detail: string };

/** A failure of any kind but `invalid`, which carries its issues. */
export function failure(kind: Exclude<FailureKind, "invalid">, detail: string): Failure {
  return { kind, detail };
}

/** A failure that names the values at fault. */
export function invalid(issues: readonly Issue[]): Failure {
  return {
    kind: "invalid",
    detail: issues.map(({ path, message }) => `${path}: ${message}`).join("; "),
    issues,
  };
}

/** Carries a failure out of a route or a hook to the one place that turns failures into HTTP. */
export class FailureError extends Error {
  override readonly name = "FailureError";
  readonly failure: Failure;

  constructor(cause: Failure) {
    super(cause.detail);
    this.failure = cause;
  }
}
