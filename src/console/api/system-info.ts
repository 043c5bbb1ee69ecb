import type { Client } from "./client.ts";
import { API } from "./paths.ts";

export interface SystemInfo {
  readonly service: string;
  readonly version: string;
  readonly farolVersion: string;
  readonly nodeVersion: string;
  readonly hostname: string;
  readonly pid: number;
  readonly startedAtMs: number;
  readonly uptimeSeconds: number;
  /** The Prometheus that history is read from; null: the engine keeps it itself. */
  readonly prometheusUrl: string | null;
  readonly engine: { readonly port: number; readonly tickMs: number };
}

export function getSystemInfo(client: Client, signal: AbortSignal): Promise<SystemInfo> {
  return client.get(`${API}/system/info`, { signal });
}

/** What the server's clock showed when it answered, in whole milliseconds; the browser's may differ. */
export function serverNow(info: SystemInfo): number {
  return Math.floor(info.startedAtMs + info.uptimeSeconds * 1000);
}
