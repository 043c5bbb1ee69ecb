/** Why an answer did not come. */
export type ApiFault =
  /** The API wants a token, or another one. */
  | { readonly kind: "unauthorized"; readonly detail: string }
  /** The API answered that it cannot: RFC 9457's title and detail, or Prometheus' errorType and error. */
  | { readonly kind: "refused"; readonly status: number; readonly title: string; readonly detail: string }
  /** What came is too late, or cannot be read. */
  | { readonly kind: "unusable"; readonly detail: string }
  /** Nothing answered. */
  | { readonly kind: "unreachable"; readonly detail: string };

/** Thrown by every call of the API that does not end in an answer. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly fault: ApiFault;

  constructor(path: string, fault: ApiFault, options?: ErrorOptions) {
    super(`${path}: ${fault.detail}`, options);
    this.fault = fault;
  }
}

/** A fault in one line. */
export function faultText(fault: ApiFault): string {
  return fault.kind === "refused" && fault.title !== fault.detail
    ? `${fault.title}: ${fault.detail}`
    : fault.detail;
}
