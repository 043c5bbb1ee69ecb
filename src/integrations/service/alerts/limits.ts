import type { Limit, Patience } from "../../../define/index.ts";

/** When the alerts about the service as a whole fire. */
export interface ServiceLimits {
  /** Share of the requests that the service took which fail. */
  readonly HighErrorRate: Limit;
  readonly ElevatedErrorRate: Limit;
  /** Seconds that requests take at the 95th percentile. */
  readonly HighLatency: Limit;
  readonly ElevatedLatency: Limit;
  /** Share of the requests that the service took which succeed. `for` is 1m at least: a restart is no longer. */
  readonly ServiceDown: Limit;
  readonly ServiceUnreachable: Patience;
  /** Share of a process' heap, or of the memory around it, that it uses. */
  readonly HighMemoryUsage: Limit;
  /** Share of the CPU time that a process can use. */
  readonly HighCPUUsage: Limit;
}

export const SERVICE_LIMITS: ServiceLimits = {
  HighErrorRate: { threshold: 0.01, for: "5m" },
  ElevatedErrorRate: { threshold: 0.005, for: "10m" },
  HighLatency: { threshold: 1, for: "5m" },
  ElevatedLatency: { threshold: 0.5, for: "10m" },
  ServiceDown: { threshold: 0.95, for: "1m" },
  ServiceUnreachable: { for: "1m" },
  HighMemoryUsage: { threshold: 0.8, for: "15m" },
  HighCPUUsage: { threshold: 0.8, for: "15m" },
};
