import type { Client } from "../api/client.ts";
import { getDeployments } from "../api/deployments.ts";
import { getFamilyNames } from "../api/families.ts";
import { getBlocked, getDetailedHealth } from "../api/health.ts";
import { getSystemInfo, serverNow } from "../api/system-info.ts";
import type { Now } from "../clock.ts";
import { findSource, presumedSource } from "../history/source.ts";
import type { Selection } from "../range/selection.ts";
import { windowOf } from "../range/window.ts";
import { askHistory, type Questions } from "./ask-history.ts";
import { settled } from "./settled.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Asks for everything that these questions and the selection mean now. A question that is refused is told in its place;
 * the whole fails only when nobody answers or a token is wanted. Then, or when the caller aborts, nothing more is asked.
 * @throws ApiError unauthorized, unreachable, or what refused the service's own description
 */
export async function takeSnapshot(
  client: Client,
  selection: Selection,
  questions: Questions,
  signal: AbortSignal,
  now: Now,
): Promise<Snapshot> {
  const end = new AbortController();
  try {
    return await take(client, selection, questions, AbortSignal.any([signal, end.signal]), now);
  } finally {
    end.abort();
  }
}

async function take(
  client: Client,
  selection: Selection,
  questions: Questions,
  signal: AbortSignal,
  now: Now,
): Promise<Snapshot> {
  const [info, names] = await Promise.all([getSystemInfo(client, signal), getFamilyNames(client, signal)]);
  const found = await settled("history", findSource(client, info, signal));
  const source = found.kind === "answered" ? found.value : presumedSource(info);
  const window = windowOf(selection, serverNow(info), source.scrapeMs);
  const [health, deployments, history] = await Promise.all([
    getDetailedHealth(client, signal),
    settled("deployments", getDeployments(client, window, signal)),
    askHistory(client, questions, names, window, found, signal),
  ]);
  const blocked = health.status === "blocked" ? await getBlocked(client, signal) : undefined;
  return { window, info, source, health, blocked, deployments, ...history, takenAtMs: now() };
}
