import type { Window } from "../range/window.ts";
import type { Client } from "./client.ts";
import { API } from "./paths.ts";

/** One event of a deployment. */
export interface Deployment {
  readonly id: number;
  readonly phase: "started" | "completed" | "rolled_back";
  readonly version: string;
  readonly atMs: number;
  readonly note?: string;
}

/** As many as the API remembers, and gives at once. */
const MOST = 1000;

/** What happened in a window, the latest first. */
export async function getDeployments(
  client: Client,
  { startMs, endMs }: Window,
  signal: AbortSignal,
): Promise<readonly Deployment[]> {
  const parameters = { start: startMs / 1000, end: endMs / 1000, limit: MOST };
  const { items } = await client.get<{ items: readonly Deployment[] }>(`${API}/deployments`, {
    parameters,
    signal,
  });
  return items;
}
