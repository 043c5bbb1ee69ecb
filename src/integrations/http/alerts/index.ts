import { type LimitChanges, withLimits } from "../../../define/index.ts";
import type { AlertRule } from "../../../model/index.ts";
import { endpointHighErrorRate } from "./endpoint-high-error-rate.ts";
import { http4xxErrorRateWarning } from "./http-4xx-error-rate.ts";
import { http5xxErrorRateCritical } from "./http-5xx-error-rate.ts";
import { httpLatencyP99 } from "./http-latency-p99.ts";
import { httpRequestSizeHigh } from "./http-request-size-high.ts";
import { httpTrafficDrop } from "./http-traffic-drop.ts";
import { httpTrafficSpike } from "./http-traffic-spike.ts";
import { HTTP_LIMITS, type HttpLimits } from "./limits.ts";

/** Every alert on HTTP. They know of Farol's own endpoints as little as the metrics do. */
export function httpAlerts(changes?: LimitChanges<HttpLimits>): readonly AlertRule<keyof HttpLimits>[] {
  const limits = withLimits(HTTP_LIMITS, changes);
  return [
    http5xxErrorRateCritical(limits.HTTP5xxErrorRateCritical),
    http4xxErrorRateWarning(limits.HTTP4xxErrorRateWarning),
    httpLatencyP99("HTTPLatencyP99Critical", "critical", limits.HTTPLatencyP99Critical),
    httpLatencyP99("HTTPLatencyP99Warning", "warning", limits.HTTPLatencyP99Warning),
    httpTrafficSpike(limits.HTTPTrafficSpike),
    endpointHighErrorRate(limits.EndpointHighErrorRate),
    httpTrafficDrop(limits.HTTPTrafficDrop),
    httpRequestSizeHigh(limits.HTTPRequestSizeHigh),
  ];
}
