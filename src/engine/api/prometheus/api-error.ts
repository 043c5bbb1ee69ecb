import { QueryError, type QueryFailure } from "../../../promql/index.ts";
import type { Reply } from "../endpoint.ts";

/** What Prometheus calls the kinds of its errors, with the status that each is answered with. */
const STATUS = {
  bad_data: 400,
  not_found: 404,
  execution: 422,
  canceled: 499,
  internal: 500,
  timeout: 503,
  unavailable: 503,
} as const;

export type ErrorType = keyof typeof STATUS;

const TYPE_OF_FAILURE: Readonly<Record<QueryFailure, ErrorType>> = {
  execution: "execution",
  unsupported: "execution",
  limit: "execution",
  timeout: "timeout",
  canceled: "canceled",
};

/** Why a request is not answered, in Prometheus' words where they are Prometheus'. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly errorType: ErrorType;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  /** @param answer Status and headers, where they are not the type's. */
  constructor(
    errorType: ErrorType,
    message: string,
    { status, headers = {} }: { readonly status?: number; readonly headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.errorType = errorType;
    this.status = status ?? STATUS[errorType];
    this.headers = headers;
  }
}

export function badData(message: string): ApiError {
  return new ApiError("bad_data", message);
}

export function invalidParameter(name: string, reason: string): ApiError {
  return badData(`invalid parameter "${name}": ${reason}`);
}

/** What an error of the evaluation is here; undefined for one that nobody foresaw. */
export function asApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof QueryError) return new ApiError(TYPE_OF_FAILURE[error.failure], error.message);
  return undefined;
}

/** An error in Prometheus' envelope. */
export function errorReply({ status, errorType, message, headers }: ApiError): Reply {
  const body = JSON.stringify({ status: "error", errorType, error: message });
  return { status, contentType: "application/json", headers, body };
}
