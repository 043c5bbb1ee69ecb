import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../index.ts";
import { type Fetched, fetchJson } from "./fetch-json.ts";

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

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;
/** How long one try may take. */
const TRY_MS = 10_000;

/** Sends JSON, and again while the server is away, as it is while it restarts. The server must bear it twice. */
export async function post(posting: Posting): Promise<Fetched> {
  const { clock, patienceMs, onRetry } = posting;
  const endMs = clock.monotonic() + patienceMs;
  const leftMs = () => endMs - clock.monotonic();
  for (let pauseMs = FIRST_PAUSE_MS, isFirst = true; ; pauseMs *= 2, isFirst = false) {
    const posted = await postOnce(posting, Math.min(TRY_MS, Math.max(1, Math.ceil(leftMs()))));
    const passing = passingReason(posted);
    const waitMs = Math.min(pauseMs, LONGEST_PAUSE_MS);
    if (passing === undefined || waitMs >= leftMs()) return posted;
    if (isFirst) onRetry(passing);
    await pause(waitMs);
  }
}

async function postOnce({ url, token, body }: Posting, limitMs: number): Promise<Fetched> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return await fetchJson(url, { method: "POST", headers, body: JSON.stringify(body) }, limitMs);
}

/** What a proxy answers while the server behind it is away, and the server while its disk is full. */
const GATEWAY_STATUSES = new Set([502, 503, 504]);

/** Why it failed, where that may pass. */
function passingReason(posted: Fetched): string | undefined {
  if (posted.kind === "unreachable") return posted.passes ? posted.reason : undefined;
  return GATEWAY_STATUSES.has(posted.status) ? `status ${posted.status}` : undefined;
}
