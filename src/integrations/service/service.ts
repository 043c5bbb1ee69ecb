import { type LimitChanges, withLimits } from "../../define/index.ts";
import type { Integration } from "../../model/index.ts";
import { RUNBOOK_PAGES } from "../runbooks/index.ts";
import { errorRate } from "./alerts/error-rate.ts";
import { highCpuUsage } from "./alerts/high-cpu-usage.ts";
import { highMemoryUsage } from "./alerts/high-memory-usage.ts";
import { latency } from "./alerts/latency.ts";
import { SERVICE_LIMITS, type ServiceLimits } from "./alerts/limits.ts";
import { serviceDown } from "./alerts/service-down.ts";
import { serviceUnreachable } from "./alerts/service-unreachable.ts";
import { watchdog } from "./alerts/watchdog.ts";

export interface ServiceOptions {
  /** The job under which Prometheus scrapes the service: in generated files that is the service's name. */
  readonly job: string;
  /** Cores that a process of the service can use: one, and one more for each worker thread that it has. Default: 1. */
  readonly cores?: number;
  /** When alerts fire otherwise than by SERVICE_LIMITS. */
  readonly limits?: LimitChanges<ServiceLimits>;
}

/** The names of the alerts about the service as a whole. */
export type ServiceAlert = keyof ServiceLimits | "Watchdog";

/** Alerts about the service as a whole, on metrics of `http()` and `processes()`; it has none of its own. */
export function service({ job, cores = 1, limits: changes }: ServiceOptions): Integration<ServiceAlert> {
  const limits = withLimits(SERVICE_LIMITS, changes);
  return {
    name: "service",
    metrics: [],
    rules: [
      errorRate("HighErrorRate", "critical", limits.HighErrorRate),
      latency("HighLatency", "critical", limits.HighLatency),
      serviceDown(limits.ServiceDown),
      serviceUnreachable(job, limits.ServiceUnreachable),
      errorRate("ElevatedErrorRate", "warning", limits.ElevatedErrorRate),
      latency("ElevatedLatency", "warning", limits.ElevatedLatency),
      highMemoryUsage(limits.HighMemoryUsage),
      highCpuUsage(cores, limits.HighCPUUsage),
      watchdog,
    ],
    runbooks: RUNBOOK_PAGES,
  };
}
