import type { Client } from "./client.ts";
import { API } from "./paths.ts";

export type HealthStatus = "ok" | "degraded" | "down" | "blocked" | "starting" | "draining";

export interface Health {
  readonly status: HealthStatus;
  readonly service: string;
  readonly version: string;
  readonly uptimeSeconds: number;
  /** 0 to 100; null when the application has no checks of its own. */
  readonly score: number | null;
}

export interface Check {
  readonly name: string;
  readonly status: "ok" | "degraded" | "failed";
  readonly detail: string;
}

export interface DetailedHealth extends Health {
  readonly checks: readonly Check[];
}

/** What the engine says of a thread that does not answer. */
export interface Blocked {
  readonly sinceMs: number;
  readonly blockedForMs: number;
  /** The innermost frame first. */
  readonly stack: readonly string[];
}

// 503 is how a blocked or draining process answers; its body says which.
const accepted = [503];

export function getDetailedHealth(client: Client, signal: AbortSignal): Promise<DetailedHealth> {
  return client.get(`${API}/health/detailed`, { accepted, signal });
}

/** Where the application's thread hangs, when it does. */
export async function getBlocked(client: Client, signal: AbortSignal): Promise<Blocked | undefined> {
  const live = await client.get<Partial<Blocked>>("/health/live", { accepted, signal });
  const { sinceMs, blockedForMs, stack } = live;
  if (sinceMs === undefined || blockedForMs === undefined) return undefined;
  return { sinceMs, blockedForMs, stack: stack ?? [] };
}
