import type { AlertRule } from "../../../model/index.ts";
import { endpointHighErrorRate } from "./endpoint-high-error-rate.ts";
import { http4xxErrorRateWarning } from "./http-4xx-error-rate.ts";
import { http5xxErrorRateCritical } from "./http-5xx-error-rate.ts";
import { httpLatencyP99Critical } from "./http-latency-p99-critical.ts";
import { httpLatencyP99Warning } from "./http-latency-p99-warning.ts";
import { httpRequestSizeHigh } from "./http-request-size-high.ts";
import { httpTrafficDrop } from "./http-traffic-drop.ts";
import { httpTrafficSpike } from "./http-traffic-spike.ts";

/** Every alert on HTTP. They know of Farol's own endpoints as little as the metrics do. */
export const httpAlerts: readonly AlertRule[] = [
  http5xxErrorRateCritical,
  http4xxErrorRateWarning,
  httpLatencyP99Critical,
  httpLatencyP99Warning,
  httpTrafficSpike,
  endpointHighErrorRate,
  httpTrafficDrop,
  httpRequestSizeHigh,
];
