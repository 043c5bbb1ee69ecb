/** Why a query has no answer. `unsupported`: Prometheus would answer it. `limit`, `timeout`, `canceled`: it was ended. */
export type QueryFailure = "execution" | "unsupported" | "limit" | "timeout" | "canceled";

/** A query that cannot be answered, in Prometheus' words where they are Prometheus'. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly failure: QueryFailure;

  constructor(message: string, failure: QueryFailure = "execution") {
    super(message);
    this.failure = failure;
  }
}
