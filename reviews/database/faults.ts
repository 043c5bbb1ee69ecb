import { DrizzleQueryError } from "drizzle-orm";

/** SQLSTATEs (appendix A of PostgreSQL's manual) and socket errors by which a connection fails or ends. */
const CONNECTION =
  /^(?:08\w{3}|57P0[1235]|E(?:CONNREFUSED|CONNRESET|PIPE|HOSTUNREACH|NETUNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN)|ENOENT)$/;
/** Those by which none is opened. */
const NOT_CONNECTED =
  /^(?:08001|08004|57P03|E(?:CONNREFUSED|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)|ENOENT)$/;
/** pg and pg-pool give these no code. */
const CONNECTION_MESSAGE = /^(?:Connection terminated|timeout expired)/;
const NOT_SENT_MESSAGE = /^Client (?:has encountered a connection error|was closed) and is not queryable/;
const BUSY_MESSAGE = "timeout exceeded when trying to connect";
const SILENT_MESSAGE = "Query read timeout";

/** The database cannot be reached, as is known from a moment ago: it was not asked again. */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";
}

/** The connection was lost while a transaction was being committed: it happened whole, or not at all. */
export class OutcomeUnknown extends Error {
  override readonly name = "OutcomeUnknown";
}

/** The database is known to be away. */
export function isAway(error: unknown): boolean {
  return driverError(error) instanceof DatabaseAway;
}

/** The connection was lost at COMMIT. */
export function isOutcomeUnknown(error: unknown): boolean {
  return driverError(error) instanceof OutcomeUnknown;
}

/** There was no connection to be had, or it was lost. */
export function isConnectionFault(error: unknown): boolean {
  const { code, message } = driverError(error);
  if (code !== undefined) return CONNECTION.test(code);
  return CONNECTION_MESSAGE.test(message) || NOT_SENT_MESSAGE.test(message);
}

/** The connection was known to be lost, so that this statement never left. */
export function isNotSent(error: unknown): boolean {
  return NOT_SENT_MESSAGE.test(driverError(error).message);
}

/** There was no connection to be had. */
export function isRefused(error: unknown): boolean {
  const { code, message } = driverError(error);
  return NOT_CONNECTED.test(code ?? "") || message.startsWith("timeout expired");
}

/** The row that a new one refers to is not there. */
export function isReferenceMissing(error: unknown): boolean {
  return driverError(error).code === "23503";
}

/** The server gave no answer in the time that it has, not even that it took too long. */
export function isSilence(error: unknown): boolean {
  return driverError(error).message === SILENT_MESSAGE;
}

/** Every connection was busy for as long as a request may wait for one. */
export function isBusy(error: unknown): boolean {
  return driverError(error).message === BUSY_MESSAGE;
}

/** The server rolled a transaction back because of others at the same time: a serialization failure or a deadlock. */
export function isConflict(error: unknown): boolean {
  return /^40(?:001|P01)$/.test(driverError(error).code ?? "");
}

/** The server is full or took too long. */
export function isOverload(error: unknown): boolean {
  return /^(?:53\w{3}|57014)$/.test(driverError(error).code ?? "");
}

/** What the driver threw: drizzle wraps it. */
function driverError(error: unknown): Error & { readonly code?: string } {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof Error ? cause : new Error(String(cause));
}
