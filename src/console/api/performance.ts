import { type Window, windowParameters } from "../range/window.ts";
import type { Client } from "./client.ts";
import { API } from "./paths.ts";

/** Requests and their latency over a range; null where there was no request. */
export interface Traffic {
  readonly requests: number;
  readonly ratePerSecond: number | null;
  /** Answers with 5xx. */
  readonly errors: number;
  /** Answers with 4xx. */
  readonly clientErrors: number;
  /** 5xx among all requests, 0 to 1. */
  readonly errorRatio: number | null;
  readonly meanSeconds: number | null;
  readonly p50Seconds: number | null;
  readonly p95Seconds: number | null;
  readonly p99Seconds: number | null;
}

export interface EndpointTraffic extends Traffic {
  readonly method: string;
  readonly endpoint: string;
}

export interface Performance {
  readonly total: Traffic;
  readonly endpoints: readonly EndpointTraffic[];
}

export function getPerformance(client: Client, window: Window, signal: AbortSignal): Promise<Performance> {
  const { start, end } = windowParameters(window);
  return client.get(`${API}/performance`, { parameters: { start, end }, signal });
}
