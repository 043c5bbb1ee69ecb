import type { Integration } from "../../model/index.ts";
import { elevatedErrorRate } from "./alerts/elevated-error-rate.ts";
import { elevatedLatency } from "./alerts/elevated-latency.ts";
import { highCpuUsage } from "./alerts/high-cpu-usage.ts";
import { highErrorRateAlert } from "./alerts/high-error-rate.ts";
import { highLatencyAlert } from "./alerts/high-latency.ts";
import { highMemoryUsage } from "./alerts/high-memory-usage.ts";
import { serviceDown } from "./alerts/service-down.ts";
import { serviceUnreachable } from "./alerts/service-unreachable.ts";
import { watchdog } from "./alerts/watchdog.ts";

export interface ServiceOptions {
  /** The job under which Prometheus scrapes the service: in generated files that is the service's name. */
  readonly job: string;
  /** Cores that a process of the service can use: one, and one more for each worker thread that it has. Default: 1. */
  readonly cores?: number;
}

/** Alerts about the service as a whole, on metrics of `http()` and `processes()`; it has none of its own. */
export function service({ job, cores = 1 }: ServiceOptions): Integration {
  return {
    name: "service",
    metrics: [],
    rules: [
      highErrorRateAlert,
      highLatencyAlert,
      serviceDown,
      serviceUnreachable(job),
      elevatedErrorRate,
      elevatedLatency,
      highMemoryUsage,
      highCpuUsage(cores),
      watchdog,
    ],
  };
}
