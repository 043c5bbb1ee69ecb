import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../index.ts";

export interface Posting {
  readonly url: URL;
  readonly token: string;
  readonly body: unknown;
  /** How long to try, in milliseconds. */
  readonly patienceMs: number;
  readonly clock: Clock;
  /** Called when the first try failed for a reason that may pass. */
  readonly onRetry: (reason: string) => void;
}

/** `json` is undefined where the body is none. */
export type Posted =
  | { readonly kind: "answered"; readonly status: number; readonly json: unknown }
  | { readonly kind: "unreachable"; readonly reason: string };

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;
/** How long one try may take. */
const TRY_MS = 10_000;

/** Sends JSON, and again while the server is away, as it is while it restarts. The server must bear it twice. */
export async function post(posting: Posting): Promise<Posted> {
  const { clock, patienceMs, onRetry } = posting;
  const endMs = clock.monotonic() + patienceMs;
  const leftMs = () => endMs - clock.monotonic();
  for (let pauseMs = FIRST_PAUSE_MS, isFirst = true; ; pauseMs *= 2, isFirst = false) {
    const { posted, passing } = await postOnce(posting, Math.min(TRY_MS, Math.max(1, Math.ceil(leftMs()))));
    const waitMs = Math.min(pauseMs, LONGEST_PAUSE_MS);
    if (passing === undefined || waitMs >= leftMs()) return posted;
    if (isFirst) onRetry(passing);
    await pause(waitMs);
  }
}

interface Try {
  readonly posted: Posted;
  /** Why it failed, where that may pass. */
  readonly passing?: string;
}

async function postOnce({ url, token, body }: Posting, limitMs: number): Promise<Try> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      // A POST that is redirected becomes a GET, and would seem to have worked.
      redirect: "manual",
      signal: AbortSignal.timeout(limitMs),
    });
    const { status } = response;
    const posted: Posted = { kind: "answered", status, json: await jsonOf(response) };
    return GATEWAY_STATUSES.has(status) ? { posted, passing: `status ${status}` } : { posted };
  } catch (error) {
    const { reason, passes } = explain(error, limitMs);
    const posted: Posted = { kind: "unreachable", reason };
    return passes ? { posted, passing: reason } : { posted };
  }
}

/** What a proxy answers while the server behind it is away, and the server while its disk is full. */
const GATEWAY_STATUSES = new Set([502, 503, 504]);

/** Codes of failures of the connection, by node and by undici, that a second try may not meet. */
const PASSING_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function explain(error: unknown, limitMs: number): { reason: string; passes: boolean } {
  if (error instanceof Error && error.name === "TimeoutError")
    return { reason: `no answer within ${(limitMs / 1000).toFixed(1)} s`, passes: true };
  // fetch says only that it failed; why stands in the cause.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : (error as Error);
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  return { reason: code || cause.message, passes: PASSING_CODES.has(code) };
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
