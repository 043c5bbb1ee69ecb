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
  readonly engine: { readonly port: number; readonly tickMs: number };
}

export function getSystemInfo(client: Client, signal: AbortSignal): Promise<SystemInfo> {
  return client.get(`${API}/system/info`, { signal });
}

/** What the server's clock showed when it answered; the browser's may differ. */
export function serverNow(info: SystemInfo): number {
  return info.startedAtMs + info.uptimeSeconds * 1000;
}
