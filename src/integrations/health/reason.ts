import { inspect } from "node:util";

const MAX_LENGTH = 300;

/** What an error says, in one line that is safe to show: without the user and password of a URL that stands in it. */
export function reasonOf(error: unknown): string {
  const [line = ""] = messageOf(error).split("\n");
  return line.replace(/\/\/[^\s/]*@/g, "//***@").slice(0, MAX_LENGTH);
}

/**
 * The most telling message: `fetch` hides it in the cause, and Node in an AggregateError, one for each address.
 * @param depth How far to look, as causes may go round in a circle.
 */
function messageOf(error: unknown, depth = 3): string {
  if (!(error instanceof Error)) return typeof error === "string" ? error : inspect(error);
  const isEmpty = error instanceof AggregateError && error.message === "";
  const within = error.cause ?? (isEmpty ? error.errors[0] : undefined);
  if (within instanceof Error && depth > 0) return messageOf(within, depth - 1);
  return String(error.message || error.name);
}
