import { ApiError } from "../api/api-error.ts";
import type { Client } from "../api/client.ts";
import { getDeployments } from "../api/deployments.ts";
import { getFamilyNames } from "../api/families.ts";
import { getBlocked, getDetailedHealth } from "../api/health.ts";
import { getMetric, type MetricQuery, queryKey } from "../api/metric.ts";
import { getPerformance } from "../api/performance.ts";
import { getSystemInfo, serverNow } from "../api/system-info.ts";
import type { Now } from "../clock.ts";
import type { Selection } from "../range/selection.ts";
import { windowOf } from "../range/window.ts";
import type { Answer, Snapshot } from "./snapshot.ts";

/**
 * Asks for everything that these queries and the selection mean now. A question that the API refuses is told in its
 * place; the whole fails only when nobody answers or a token is wanted.
 * @throws ApiError unauthorized, unreachable, or what refused the service's own description
 */
export async function takeSnapshot(
  client: Client,
  selection: Selection,
  queries: readonly MetricQuery[],
  signal: AbortSignal,
  now: Now,
): Promise<Snapshot> {
  const [info, names] = await Promise.all([getSystemInfo(client, signal), getFamilyNames(client, signal)]);
  const window = windowOf(selection, serverNow(info), info.engine.tickMs);
  const known = new Map(
    queries.filter(({ metric }) => names.has(metric)).map((query) => [queryKey(query), query]),
  );
  const asked = [...known].map(
    async ([key, query]) =>
      [key, await settled(query.metric, getMetric(client, query, window, signal))] as const,
  );
  const [health, performance, deployments, ...metrics] = await Promise.all([
    getDetailedHealth(client, signal),
    settled("performance", getPerformance(client, window, signal)),
    settled("deployments", getDeployments(client, window, signal)),
    ...asked,
  ]);
  const blocked = health.status === "blocked" ? await getBlocked(client, signal) : undefined;
  return {
    window,
    info,
    health,
    blocked,
    performance,
    deployments,
    metrics: new Map(metrics),
    takenAtMs: now(),
  };
}

async function settled<T>(what: string, asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { kind: "answered", value: await asked };
  } catch (error) {
    if (!(error instanceof ApiError) || error.fault.kind !== "refused") throw error;
    return { kind: "failed", what, fault: error.fault };
  }
}
