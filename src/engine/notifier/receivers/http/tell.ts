import type { Clock } from "../../../../model/index.ts";
import type { Sent } from "../../receiver.ts";
import { oneLine } from "../message/shortened.ts";
import { redacted } from "../secrets/redacted.ts";
import { exchange, type HttpAnswer, type HttpRequest } from "./exchange.ts";
import { failureWords } from "./failure.ts";
import { retryAfterMs } from "./retry-after.ts";

/** One request that tells of something. */
export interface Telling extends HttpRequest {
  /** Who is told, as reasons name it: "Slack". */
  readonly who: string;
  /** What no reason may repeat. */
  readonly secrets: readonly string[];
  /** Whether this answer means that it was taken. Default: every status from 200 to 299. */
  readonly isTaken?: (answer: HttpAnswer) => boolean;
}

/**
 * Refusals that may end without the message being another: somebody mends the credentials or the server, or it has time
 * again. 302, 303 and 307 lead elsewhere only for now.
 */
const TEMPORARY = new Set([302, 303, 307, 401, 403, 408, 425, 429]);
const LONGEST_BODY = 300;

/** Tells a server of something, and says what became of it. Never rejects but when the signal is aborted. */
export async function tell(telling: Telling, clock: Clock, signal: AbortSignal): Promise<Sent> {
  const { who, isTaken = isSuccess } = telling;
  try {
    const answer = await exchange(telling, signal);
    return isTaken(answer) ? { outcome: "taken" } : untaken(telling, answer, clock.now());
  } catch (error) {
    signal.throwIfAborted();
    return { outcome: "retry", reason: `${who} ${failureWords(error)}` };
  }
}

/** Tells JSON. */
export function tellJson(
  telling: Omit<Telling, "method" | "headers" | "body"> & { readonly json: unknown },
  clock: Clock,
  signal: AbortSignal,
): Promise<Sent> {
  const { json, ...rest } = telling;
  const headers = { "content-type": "application/json" };
  return tell({ ...rest, headers, body: JSON.stringify(json) }, clock, signal);
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

function untaken({ who, secrets }: Telling, answer: HttpAnswer, nowMs: number): Sent {
  const { status, headers } = answer;
  const reason = `${who} answered ${status}${said(answer, secrets)}`;
  if (status >= 300 && status < 500 && !TEMPORARY.has(status)) return { outcome: "refused", reason };
  const afterMs = retryAfterMs(headers["retry-after"], nowMs);
  return { outcome: "retry", reason, ...(afterMs !== undefined && { afterMs }) };
}

function said({ status, headers, body }: HttpAnswer, secrets: readonly string[]): string {
  if (status >= 300 && status < 400) {
    const host = URL.parse(headers.location ?? "")?.host ?? "another address";
    return ` and points to ${host}; redirects are not followed, so give the address that it leads to`;
  }
  const text = oneLine(redacted(body, secrets), LONGEST_BODY);
  return text === "" ? "" : `: ${text}`;
}
