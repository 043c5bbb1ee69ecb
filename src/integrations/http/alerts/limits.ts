import type { Limit } from "../../../define/index.ts";

/** When the alerts on HTTP fire. */
export interface HttpLimits {
  /** Share of all requests that fail. */
  readonly HTTP5xxErrorRateCritical: Limit;
  /** Share of all requests that are refused. */
  readonly HTTP4xxErrorRateWarning: Limit;
  /** Seconds that requests take at the 99th percentile. */
  readonly HTTPLatencyP99Critical: Limit;
  readonly HTTPLatencyP99Warning: Limit;
  /** Times the requests of the hour before. `for` is 15m at most: what is older than 20 minutes is usual. */
  readonly HTTPTrafficSpike: Limit;
  /** Share of an endpoint's requests that fail. */
  readonly EndpointHighErrorRate: Limit;
  /** Times the requests of the hour before. `for` is 15m at most. */
  readonly HTTPTrafficDrop: Limit;
  /** Bytes that requests' bodies have at the 99th percentile. */
  readonly HTTPRequestSizeHigh: Limit;
}

export const HTTP_LIMITS: HttpLimits = {
  HTTP5xxErrorRateCritical: { threshold: 0.01, for: "5m" },
  HTTP4xxErrorRateWarning: { threshold: 0.05, for: "10m" },
  HTTPLatencyP99Critical: { threshold: 1, for: "10m" },
  HTTPLatencyP99Warning: { threshold: 0.5, for: "15m" },
  HTTPTrafficSpike: { threshold: 3, for: "10m" },
  EndpointHighErrorRate: { threshold: 0.02, for: "5m" },
  HTTPTrafficDrop: { threshold: 0.3, for: "15m" },
  HTTPRequestSizeHigh: { threshold: 2 ** 20, for: "15m" },
};
