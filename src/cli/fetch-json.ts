/** `json` is undefined where the body is none. */
export type Fetched =
  | { readonly kind: "answered"; readonly status: number; readonly json: unknown }
  | {
      readonly kind: "unreachable";
      readonly reason: string;
      /** Whether a second try may be answered. */
      readonly passes: boolean;
    };

/** Asks once. Never throws. A redirection is an answer: followed, a POST would become a GET and seem to have worked. */
export async function fetchJson(url: URL, init: RequestInit, limitMs: number): Promise<Fetched> {
  try {
    const signal = AbortSignal.timeout(limitMs);
    const response = await fetch(url, { ...init, redirect: "manual", signal });
    return { kind: "answered", status: response.status, json: await jsonOf(response) };
  } catch (error) {
    return { kind: "unreachable", ...explain(error, limitMs) };
  }
}

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
